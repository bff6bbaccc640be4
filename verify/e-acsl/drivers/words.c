// header: src/report/words.h
// source: src/report/words.c src/core/alloc.c src/core/size.c src/core/heap.c
// clause ntk_words_at.value: \result == ntk_pointer
// clause ntk_words_alloc.room: \result != \null
static char word[4] = "abc";
static void drive_ntk_words_alloc(void) { free((void *)CALL(ntk_words_alloc)(1 + ntk_below(20))); }
static const char **some(size_t most) {
  const char **words = ntk_words_alloc(most);
  for (size_t i = 0; i < most; i++) ntk_words_put(words, most, i, word + i % 4);
  return words;
}
static void drive_ntk_words_put(void) {
  const size_t most = 1 + ntk_below(20);
  const char **words = some(most);
  CALL(ntk_words_put)(words, most, ntk_below(most), word);
  free((void *)words);
}
static void drive_ntk_words_at(void) {
  const size_t most = 1 + ntk_below(20), i = ntk_below(most);
  const char **words = some(most);
  ntk_pointer = word + i % 4;
  CALL(ntk_words_at)(words, most, i);
  free((void *)words);
}
static void drive_ntk_words_all(void) {
  const size_t most = 1 + ntk_below(20);
  const char **words = some(most);
  CALL(ntk_words_all)(words, most);
  free((void *)words);
}
