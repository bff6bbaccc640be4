/* spurious-minima: the run ended at a critical point strictly above the best known loss. */
#ifndef NTK_ACSL_SPURIOUS_MINIMA_H
#define NTK_ACSL_SPURIOUS_MINIMA_H

/*@ predicate spurious_minima(real loss, real best, real error, real gradient, real tolerance) =
      error < loss - best && gradient <= tolerance; */

#endif
