/* Stands in for <stdarg.h> when Frama-C reads the sources. */
#ifndef NTK_ACSL_STDARG_H
#define NTK_ACSL_STDARG_H

typedef __builtin_va_list va_list;
#define va_start(list, last) __builtin_va_start(list, last)
#define va_end(list) __builtin_va_end(list)

#endif
