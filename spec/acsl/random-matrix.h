/* random-matrix: P(lambda_min(K) <= lambda_inf / 2) <= n exp(-m lambda_inf / (8 B^2)) (matrix Chernoff). */
#ifndef NTK_ACSL_RANDOM_MATRIX_H
#define NTK_ACSL_RANDOM_MATRIX_H

/*@ logic real random_matrix_bound(real n, real m, real lambda_inf, real B2) =
      \min(1.0, n * \exp(-m * lambda_inf / (8.0 * B2)));

    predicate random_matrix(real frequency_low, real bound) = frequency_low <= bound; */

#endif
