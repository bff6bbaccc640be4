/* Small parts that the page is made of. */
#ifndef NTK_REPORT_HTML_PART_H
#define NTK_REPORT_HTML_PART_H

#include <jansson.h>
#include "report/text.h"

/* A verdict with its sign and colour; detail ("20/20") may be "". */
void ntk_html_verdict(ntk_text *out, const char *verdict, const char *detail);

/* The verdict of a layer object; with "held" and "tried": k/N. */
void ntk_html_layer_verdict(ntk_text *out, const json_t *layer);

/* 4 digits, the exact value as a tooltip where object has key_hex; an en dash where key is no number. */
void ntk_html_number(ntk_text *out, const json_t *object, const char *key);

/* Any JSON value, short: numbers, strings, arrays of numbers. */
void ntk_html_value(ntk_text *out, const json_t *object, const char *key);

/* Names that end in _hex go with another one. */
int ntk_html_is_hex(const char *key);

/* "failure_bound" as "failure bound". */
void ntk_html_key(ntk_text *out, const char *key);

/* The section of one claim; plots: its figures as SVG (count of them), or NULL with why there are none. */
void ntk_html_claim(ntk_text *out, const json_t *claim, const json_t *entry, const json_t *series, size_t count, const ntk_text *plots, const char *why);

#endif
