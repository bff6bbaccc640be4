/* What is to be checked, and the checks. */
#ifndef NTK_ACSL_CHECK_H
#define NTK_ACSL_CHECK_H

/*@ // data of the network's shape, an architecture that ntk_arch_check accepts; given weights are all parameters
    predicate setting_given{L}(ntk_setting *s) = \valid_read(s) && dataset_valid(s->data) && arch_ok(s->arch) &&
      s->data->x->size2 == s->arch.width[0] && s->data->y->size2 == s->arch.width[s->arch.depth] &&
      (s->theta == \null || \valid_read(s->theta + (0 .. arch_params(s->arch) - 1))) &&
      (s->stepper == \null || \valid_read(s->stepper));

    // sizes that BLAS and the norms of theory B4 can count with (ntk_check_run looks)
    predicate setting_fits{L}(ntk_setting *s) = s->data->x->tda <= INT_MAX && s->data->x->size1 <= INT_MAX && norms_fit(s->arch, s->data->x->size1);

    predicate setting_valid{L}(ntk_setting *s) = setting_given(s) && setting_fits(s);

    // what a study, and a step of it, may return
    predicate study_status(integer s) = s == NTK_OK || s == NTK_ENOMEM || s == NTK_EUSAGE || s == NTK_EDATA || s == NTK_ENUMERIC || s == NTK_ESTEPS || s == NTK_EINTERNAL;

    // writing the result changes nothing of the setting
    predicate result_apart{L}(ntk_result *r, ntk_setting *s) = \separated(r, s) && \separated(r, s->data) && \separated(r, s->data->x) && \separated(r, s->data->y);

    // either per initialisation or a study of its own
    predicate check_valid{L}(ntk_check *c) = \valid_read(c) && \valid_read(c->id) &&
      (c->measure != \null || c->study != \null); */

#endif
