/* What the command line says (src/cli/options.h). */
#ifndef NTK_ACSL_OPTIONS_H
#define NTK_ACSL_OPTIONS_H

/*@ predicate texts_valid{L}(ntk_options *o) = \forall integer i; 0 <= i < NTK_OPTION_COUNT ==> o->text[i] == \null || \valid_read(o->text[i]);

    // of the commands about networks
    predicate network_valid{L}(ntk_options *o) =
      \valid_read(o->data.data) && (o->data.labels == \null || \valid_read(o->data.labels)) && (o->data.target == \null || \valid_read(o->data.target)) &&
      o->dynamics <= NTK_DYNAMICS_LANGEVIN && \valid_read(o->stepper) && \valid_read(o->out) && 1 <= o->inits <= 1000000 && 1 <= o->threads &&
      1 <= o->arch.depth <= NTK_MAX_DEPTH && activation_known(o->arch.activation) && 0.0 < o->alpha && 0.0 <= o->step && 0.0 <= o->time && 0.0 < o->tolerance;

    predicate options_valid{L}(ntk_options *o) =
      \valid_read(o) && texts_valid(o) && (o->text[NTK_OPTION_HELP] == \null && (o->command & NTK_COMMAND_NETWORK) != 0 ==> network_valid(o)); */

#endif
