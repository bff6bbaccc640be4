// header: src/core/heap.h
// source: src/core/heap.c
// test ntk_heap_doubles.zero: \forall integer i; 0 <= i < ntk_entries ==> \result[i] == 0.0
// untested ntk_heap_doubles.requires0: E-ACSL stops at it; the driver asks for 1 to 40 numbers
// clause ntk_heap_doubles.some: \result != \null
static void drive_ntk_heap_doubles(void) { ntk_entries = 1 + ntk_below(40); free(CALL(ntk_heap_doubles)(ntk_entries)); }
