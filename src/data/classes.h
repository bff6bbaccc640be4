/* Class labels of one column: numbers or names. */
#ifndef NTK_DATA_CLASSES_H
#define NTK_DATA_CLASSES_H

#include "data/table.h"

/* text is borrowed from the table (NULL where the table holds numbers only). */
typedef struct { const char *text; double number; int is_number; } ntk_label;

/* The distinct labels of a column: numbers first, by value, then names, by strcmp; of_row: the class of each of the table's rows. */
typedef struct { size_t count; ntk_label *label; size_t rows; size_t *of_row; } ntk_classes;

#define NTK_CLASSES_MAX ((size_t)1000)

/* A label written by the user: a number if it reads as one. */
ntk_label ntk_label_of_text(const char *text);

/* <0, 0, >0: the order of ntk_classes; equal numbers are one class however they are written (0 and 0.0). */
int ntk_label_compare(const ntk_label *a, const ntk_label *b);

/* The classes of a column, over all rows of the table. Free with ntk_classes_clear.
   NTK_EDATA: an empty label, NaN or infinity, more than NTK_CLASSES_MAX classes. NTK_ENOMEM. */
ntk_status ntk_classes_find(ntk_classes *out, const ntk_table *table, size_t column, ntk_error *err);

void ntk_classes_clear(ntk_classes *classes);

/* out := "0, 1, 2" or the like, cut to size bytes. Returns out. */
const char *ntk_classes_list(char *out, size_t size, const ntk_classes *classes);

#endif
