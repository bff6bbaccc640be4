/* Class labels of one column: numbers or names. */
#ifndef NTK_DATA_CLASSES_H
#define NTK_DATA_CLASSES_H

#include "data/table.h"

/* text is borrowed from the table (NULL where the table holds numbers only). */
typedef struct { const char *text; double number; int is_number; } ntk_label;

/* The distinct labels of a column: numbers first, by value, then names, by strcmp; of_row: the class of each of the table's rows. */
typedef struct { size_t count; ntk_label *label; size_t rows; size_t *of_row; } ntk_classes;

#include "../../spec/acsl/classes.h"

#define NTK_CLASSES_MAX ((size_t)1000)

/* A label written by the user: a number if it reads as one. */
/*@ requires valid: \valid_read(text);
    terminates \true;
    exits \false;
    assigns \result \from text, text[0 ..];
    ensures text: \result.text == text;
    ensures boolean: \result.is_number == 0 || \result.is_number == 1; */
ntk_label ntk_label_of_text(const char *text);

/* <0, 0, >0: the order of ntk_classes; equal numbers are one class however they are written (0 and 0.0). */
/*@ requires valid: label_valid(a) && label_valid(b);
    terminates \true;
    exits \false;
    assigns \result \from *a, *b;
    ensures numbers: a->is_number != 0 && b->is_number == a->is_number ==> (\result < 0 <==> a->number < b->number) && (\result == 0 <==> a->number == b->number);
    ensures first: a->is_number != 0 && b->is_number == 0 ==> \result == -1;
    ensures last: a->is_number == 0 && b->is_number != 0 ==> \result == 1; */
int ntk_label_compare(const ntk_label *a, const ntk_label *b);

/* The classes of a column, over all rows of the table. Free with ntk_classes_clear.
   NTK_EDATA: an empty label, NaN or infinity, more than NTK_CLASSES_MAX classes. NTK_ENOMEM. */
/*@ requires valid: \valid(out) && table_valid(table);
    requires inside: column < table->cols;
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(out, table) && \separated(err, table) && \separated(err, out);
    requires apart_csv: table->format == NTK_TABLE_CSV ==> \separated(out, table->csv.field + (0 .. csv_entries(&table->csv) - 1));
    requires apart_number: table->format != NTK_TABLE_CSV ==> \separated(out, table->number);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures found: \result == NTK_OK ==> classes_valid(out) && out->rows == table->rows; */
ntk_status ntk_classes_find(ntk_classes *out, const ntk_table *table, size_t column, ntk_error *err);

/*@ requires valid: \valid(classes);
    terminates \true;
    exits \false;
    assigns *classes; */
void ntk_classes_clear(ntk_classes *classes);

/* out := "0, 1, 2" or the like, cut to size bytes. Returns out. */
/*@ requires valid: 0 < size && \valid(out + (0 .. size - 1)) && classes_valid(classes);
    terminates \true;
    exits \false;
    assigns out[0 .. size - 1], \result \from out, size, *classes;
    ensures result: \result == out; */
const char *ntk_classes_list(char *out, size_t size, const ntk_classes *classes);

#endif
