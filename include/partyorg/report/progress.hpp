#pragma once
/// @file
/// Reports on admission cases: progress of targets for the standing committee, clocks that run out,
/// what was found in a log, and the cases behind a figure.
///
/// Cases appear by their codes, never by names of persons. CSV and JSON have stable English names
/// and ISO days; `lang` changes labels only.

#include <partyorg/core/label.hpp>
#include <partyorg/targets/progress.hpp>

#include <string>
#include <vector>

namespace partyorg::report {

/// The quarterly report: results, every unit, forecast, candidates by step, units without
/// candidates, probations that end, steps that are late, and how the figures are counted.
/// @return Lines of UTF-8 with aligned tables.
/// @complexity Linear in units and cases.
[[nodiscard]] std::string progress_text(progress_report const& report, language lang);
/// The same in Markdown, with pipe tables.
/// @complexity Linear in units and cases.
[[nodiscard]] std::string progress_markdown(progress_report const& report, language lang);
/// One row per unit: code, name, kind, assigned, admitted, in_period, percent, expected, pace,
/// candidates, possible, secured, outlook, short_by, line; then for every group in the report its
/// target and admissions, `assigned.women`, `admitted.women`.
/// @complexity Linear in units times groups.
[[nodiscard]] std::string progress_csv(progress_report const& report);
/// One object: `as_of`, `known`, `period`, `target`, `rate`, `groups`, `units`, `stages`,
/// `probation_ending`, `without_candidates`, `missed`, `silent`, `late`, `found`.
/// @complexity Linear in units and cases.
[[nodiscard]] std::string progress_json(progress_report const& report, language lang);

/// The cases behind a figure of a report, each with its line; of a computed figure its formula and
/// the figures it is made of.
/// @pre `found` was derived from `report`.
/// @complexity Linear in cells and cases.
[[nodiscard]] std::string progress_explanation_text(progress_report const& report,
                                                    progress_explanation const& found,
                                                    language lang);
/// One row per cell and case: `code,name,value,case,stage,day,file,line,reference,place`. Of a
/// computed figure one row for it and one for each figure it is made of:
/// `code,name,figure,value,formula`.
/// @pre `found` was derived from `report`.
/// @complexity Linear in cells and cases.
[[nodiscard]] std::string progress_explanation_csv(progress_report const& report,
                                                   progress_explanation const& found);
/// `{unit, measure, value, cells: […], cases: […]}`; of a computed figure `{unit, measure, value,
/// formula, from: [{measure, value}]}`.
/// @pre `found` was derived from `report`.
/// @complexity Linear in cells and cases.
[[nodiscard]] std::string progress_explanation_json(progress_report const& report,
                                                    progress_explanation const& found);

/// Cases whose clocks run out, in the order given: what is to be done by when, by which article.
/// @param units The snapshot of the states.
/// @complexity Linear in the cases.
[[nodiscard]] std::string due_cases_text(std::vector<case_state> const& due, hierarchy const& units,
                                         date const& on, language lang);
/// One row per case:
/// `case,unit,status,reached,since,next,due,days_left,article,instrument,confidence`.
/// @complexity Linear in the cases.
[[nodiscard]] std::string due_cases_csv(std::vector<case_state> const& due, date const& on);
/// `{"on": day, "due": [per case]}`.
/// @complexity Linear in the cases.
[[nodiscard]] std::string due_cases_json(std::vector<case_state> const& due, date const& on);

/// What `check_cases` found: defects, then late steps in words, then how many there are.
/// @param log The log that was checked.
/// @complexity Linear in the findings.
[[nodiscard]] std::string case_review_text(case_review const& found, case_log const& log,
                                           language lang);
/// One row per finding: `code,severity,file,line,case,unit,step,due,done,message,reference,place`.
/// @complexity Linear in the findings.
[[nodiscard]] std::string case_review_csv(case_review const& found);
/// `{"found": [defects], "late": [steps]}`.
/// @complexity Linear in the findings.
[[nodiscard]] std::string case_review_json(case_review const& found);

} // namespace partyorg::report
