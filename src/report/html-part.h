/* Small parts that the page is made of. */
#ifndef NTK_REPORT_HTML_PART_H
#define NTK_REPORT_HTML_PART_H

#include <jansson.h>
#include "report/plots.h"
#include "report/text.h"

/* A verdict with its sign and colour; detail ("20/20") may be "". */
/*@ requires valid: text_valid(out) && \valid_read(verdict) && \valid_read(detail);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
void ntk_html_verdict(ntk_text *out, const char *verdict, const char *detail);

/* The verdict of a layer object; with "held" and "tried": k/N. */
/*@ requires valid: text_valid(out) && json(layer);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
void ntk_html_layer_verdict(ntk_text *out, const json_t *layer);

/* 4 digits, the exact value as a tooltip where object has key_hex; an en dash where key is no number. */
/*@ requires valid: text_valid(out) && json(object) && \valid_read(key);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
void ntk_html_number(ntk_text *out, const json_t *object, const char *key);

/* Any JSON value, short: numbers, strings, arrays of numbers. */
/*@ requires valid: text_valid(out) && json(object) && \valid_read(key);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
void ntk_html_value(ntk_text *out, const json_t *object, const char *key);

/* Names that end in _hex go with another one. */
/*@ requires valid: \valid_read(key);
    terminates \true;
    exits \false;
    assigns \result \from key, key[0 ..];
    ensures boolean: \result == 0 || \result == 1; */
int ntk_html_is_hex(const char *key);

/* "failure_bound" as "failure bound". */
/*@ requires valid: text_valid(out) && \valid_read(key);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
void ntk_html_key(ntk_text *out, const char *key);

/* The section of one claim; its figures are count plots from number `first` on; plots NULL: why says why there are none. */
/*@ requires valid: text_valid(out) && json(claim) && json(entry) && json(series) && \valid_read(why);
    requires range: first + count <= SIZE_MAX;
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
void ntk_html_claim(ntk_text *out, const json_t *claim, const json_t *entry, const json_t *series, size_t first, size_t count, const ntk_plots *plots, const char *why);

#endif
