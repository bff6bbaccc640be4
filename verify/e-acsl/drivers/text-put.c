// header: src/report/text-put.h
// source: src/report/text-put.c src/core/alloc.c src/core/size.c src/core/heap.c
// clause ntk_text_put.put: close(ntk_seen)
// clause ntk_text_copy.room: \result != \null && \valid(\result + (0 .. capacity - 1))
// clause ntk_text_copy.copied: \forall integer i; 0 <= i < size ==> \result[i] == data[i]
// ntk_text_put's own reads and writes are checked as it runs; what it puts is told by a sum over the block.
static char word[] = "abcdefghijklmnopqrstuvwxyz", *block;
static size_t capacity;
static double sum(void) {
  double s = 0.0;
  for (size_t i = 0; i < capacity; i++) s += (double)(i + 1) * block[i];
  return s;
}
static void drive_ntk_text_put(void) {
  capacity = 26 + ntk_below(10);
  const size_t size = ntk_below(20), at = ntk_below(capacity - size + 1);
  block = ntk_text_copy(word, 26, capacity + 1);
  ntk_measure = sum;
  ntk_oracle = sum();
  for (size_t i = 0; i < size; i++) ntk_oracle += (double)(at + i + 1) * (word[i] - block[at + i]);
  ntk_tolerance = 0.5;
  CALL(ntk_text_put)(block, capacity, at, word, size);
  free(block);
}
static void drive_ntk_text_copy(void) {
  const size_t size = ntk_below(26);
  ntk_measure = (double (*)(void))0;
  free(CALL(ntk_text_copy)(word, size, size + 1 + ntk_below(5)));
}
