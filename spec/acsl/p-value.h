/* Shared by the statistical claims of src/claim: the test does not reject. */
#ifndef NTK_ACSL_P_VALUE_H
#define NTK_ACSL_P_VALUE_H

/*@ predicate p_value_passes(real p, real false_alarm) = false_alarm <= p; */

#endif
