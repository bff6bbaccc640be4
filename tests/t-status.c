/* Statuses: every one has a text of its own and the exit status of the design. */
#include <string.h>

#include "core/status.h"
#include "harness.h"

static void exits(void) {
  static const struct { ntk_status status; int exit_status; } design[] = {
      {NTK_OK, 0}, {NTK_EUSAGE, 64}, {NTK_EDATA, 65}, {NTK_ENOINPUT, 66}, {NTK_EINTERNAL, 70}, {NTK_ENOMEM, 70}, {NTK_EWRITE, 74}, {NTK_ENUMERIC, 2}, {NTK_ESTEPS, 2}};
  CU_ASSERT_EQUAL(sizeof design / sizeof design[0], NTK_STATUS_COUNT);
  for (size_t i = 0; i < sizeof design / sizeof design[0]; i++) CU_ASSERT_EQUAL(ntk_status_exit(design[i].status), design[i].exit_status);
  CU_ASSERT_EQUAL(ntk_status_exit(NTK_STATUS_COUNT), 70);
  CU_ASSERT_EQUAL(ntk_status_exit((ntk_status)12345), 70);
}

static void texts(void) {
  for (int i = 0; i < NTK_STATUS_COUNT; i++) {
    CU_ASSERT(strlen(ntk_status_text((ntk_status)i)) > 0);
    CU_ASSERT(strcmp(ntk_status_text((ntk_status)i), "unknown status") != 0);
    for (int j = 0; j < i; j++) CU_ASSERT(strcmp(ntk_status_text((ntk_status)i), ntk_status_text((ntk_status)j)) != 0);
  }
  CU_ASSERT_STRING_EQUAL(ntk_status_text(NTK_OK), "success");
  CU_ASSERT_STRING_EQUAL(ntk_status_text(NTK_STATUS_COUNT), "unknown status");
  CU_ASSERT_STRING_EQUAL(ntk_status_text((ntk_status)12345), "unknown status");
}

NTK_TESTS("status", {"exit statuses are the design's", exits}, {"texts are there and differ", texts})
