#include "core/status.h"

const char *ntk_status_text(ntk_status status) {
  switch (status) {
#define NTK_STATUS_TEXT(name, exit_status, text) \
  case name: return text;
    NTK_STATUS_LIST(NTK_STATUS_TEXT)
#undef NTK_STATUS_TEXT
  default: return "unknown status";
  }
}

int ntk_status_exit(ntk_status status) {
  switch (status) {
#define NTK_STATUS_EXIT(name, exit_status, text) \
  case name: return exit_status;
    NTK_STATUS_LIST(NTK_STATUS_EXIT)
#undef NTK_STATUS_EXIT
  default: return 70;
  }
}
