/* Outside the proofs (words.h says why). The tests run it under ASan. */
#include "report/words.h"

const char **ntk_words_alloc(size_t most) { return ntk_calloc(most, 1, sizeof(const char *)); }

void ntk_words_put(const char **words, size_t most, size_t i, const char *word) {
  (void)most;
  words[i] = word;
}

const char *ntk_words_at(const char **words, size_t count, size_t i) {
  (void)count;
  return words[i];
}

const char *const *ntk_words_all(const char **words, size_t count) {
  (void)count;
  return words;
}
