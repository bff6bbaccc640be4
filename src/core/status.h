/* Status codes of the library: one list, from which the enum, the texts and the programs' exit statuses come. */
#ifndef NTK_CORE_STATUS_H
#define NTK_CORE_STATUS_H

/* X(name, exit status of the program, text) */
#define NTK_STATUS_LIST(X)                                   \
  X(NTK_OK, 0, "success")                                    \
  X(NTK_EUSAGE, 64, "usage")                                 \
  X(NTK_EDATA, 65, "bad data")                               \
  X(NTK_ENOINPUT, 66, "no such input")                       \
  X(NTK_EINTERNAL, 70, "internal error")                     \
  X(NTK_ENOMEM, 70, "out of memory")                         \
  X(NTK_EWRITE, 74, "cannot write")                          \
  X(NTK_ENUMERIC, 2, "a computed value is not finite")       \
  X(NTK_ESTEPS, 2, "step limit reached")

#define NTK_STATUS_ENUM(name, exit_status, text) name,
typedef enum { NTK_STATUS_LIST(NTK_STATUS_ENUM) NTK_STATUS_COUNT } ntk_status;
#undef NTK_STATUS_ENUM

/* The text of a status; "unknown status" outside the list. */
/*@ terminates \true;
    exits \false;
    assigns \result \from status;
    ensures text: \result != \null; */
const char *ntk_status_text(ntk_status status);

/* The exit status a program ends with for it (design: 0, 2, 64, 65, 66, 70, 74); 70 outside the list. */
/*@ terminates \true;
    exits \false;
    assigns \result \from status;
    ensures design: \result \in {0, 2, 64, 65, 66, 70, 74};
    ensures success: \result == 0 <==> status == NTK_OK;
    ensures refused: (status == NTK_EUSAGE ==> \result == 64) && (status == NTK_EDATA ==> \result == 65) &&
                     (status == NTK_ENOINPUT ==> \result == 66) && (status == NTK_EWRITE ==> \result == 74);
    ensures undecided: status == NTK_ENUMERIC || status == NTK_ESTEPS <==> \result == 2; */
int ntk_status_exit(ntk_status status);

#endif
