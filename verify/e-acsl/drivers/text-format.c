// header: src/report/text.h
// source: src/report/text.c src/report/text-put.c src/core/alloc.c src/core/size.c src/core/heap.c
// linked: src/report/text-format.c
// clause ntk_text_format.size: text->failed == (ntk_bits >= 1024 ? 1 : 0) && (text->failed == 0 ==> text->size == ntk_bits)
// clause ntk_text_format.text: text->failed == 0 ==> ntk_seen == 1.0
// The other functions of text.h are proved.
static char word[1200];
static ntk_text text;
static size_t length;
static double whole(void) { /* "N: word" */
  if (text.size < 3 || text.data[0] != 'N' || text.data[1] != ':' || text.data[2] != ' ') return 0.0;
  for (size_t i = 0; i < length; i++)
    if (text.data[3 + i] != word[i]) return 0.0;
  return 1.0;
}
static void drive_ntk_text_format(void) {
  length = ntk_below(10) ? ntk_below(60) : 1000 + ntk_below(100);
  for (size_t i = 0; i < length; i++) word[i] = (char)('a' + ntk_below(26));
  word[length] = '\0';
  ntk_bits = length + 3;
  ntk_text_start(&text);
  ntk_measure = whole;
  CALL(ntk_text_format)(&text, "N: %s", word);
  ntk_text_clear(&text);
}
