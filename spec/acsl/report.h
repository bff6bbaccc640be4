/* What a report is made from (src/report/build.h). */
#ifndef NTK_ACSL_REPORT_H
#define NTK_ACSL_REPORT_H

/*@ predicate request_valid{L}(ntk_report_request *r) =
      \valid_read(r) && json(r->settings) && \valid_read(r->command) && \valid_read(r->folder) &&
      (r->ids == \null || \forall integer i; 0 <= i < r->id_count ==> \valid_read(r->ids + i) && \valid_read(r->ids[i])) &&
      (r->ids == \null ==> r->id_count == 0);

    predicate result_readable{L}(ntk_result *r) = \valid_read(r) && \valid_read(r->id) && json(r->facts) && json(r->series);

    predicate results_valid{L}(ntk_result *r, integer n) = \forall integer i; 0 <= i < n ==> result_readable(r + i); */

#endif
