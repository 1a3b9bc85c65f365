#pragma once
/// @file
/// Rules as text: JSON files that add rules and versions, and change thresholds and switches.

#include <partyorg/core/result.hpp>
#include <partyorg/io/text_file.hpp>
#include <partyorg/rules/rule_book.hpp>

#include <string>

namespace partyorg::io {

/// Reads a rule file on top of a book.
///
/// The file may declare measures, add rules and further versions of rules of `base`, and override
/// parameters and switches by rule identifier. Its form is told by `rule_file_schema`; texts are
/// brought into NFC. Nothing is taken over if anything is wrong, and everything that is wrong is
/// listed with file, line and column, in the order of the lines:
/// PO1630 to PO1632 for what is no JSON, PO1633 to PO1639 for what does not follow the form,
/// PO1501 and PO1502 for days, PO1404 for measures of another type, PO1601, PO1602 and PO1604 to
/// PO1607 for rules that cannot be used, PO1609 for a missing source.
/// @pre `source` came from `load_text` or `check_text`.
/// @param source The file.
/// @param base The rules to begin with; measures that they read are known to the file.
/// @return The rules of `base` and after them those of the file, with all overrides; or every
///         defect.
/// @complexity Linear in the text, times the logarithm of its size; quadratic in the versions of
///             one rule.
[[nodiscard]] result<rule_book> parse_rules(named_text const& source, rule_book base = {});

/// Loads and reads a rule file on top of a book.
/// @return The rules, or every defect.
[[nodiscard]] result<rule_book> try_read_rules(std::string const& path, rule_book base = {});

/// Loads and reads a rule file on top of a book.
/// @throw invalid_input carrying every defect.
[[nodiscard]] rule_book read_rules(std::string const& path, rule_book base = {});

/// Writes every version of every rule as a rule file: reading it into an empty book gives an equal
/// book.
/// @throw invalid_input PO1640 naming the rule, if one calls a program's own predicate: that cannot
///        be stored. Other defects as `rule_book::verify` finds them: what is not well-formed is
///        not written.
/// @complexity Linear in the nodes of the rules.
[[nodiscard]] std::string write_rules(rule_book const& rules);

/// The form of rule files as a JSON schema (draft-07), made from `expression_ops`.
/// @return JSON, indented, ended by a line break; the same as docs/rule-file.schema.json.
/// @complexity Constant.
[[nodiscard]] std::string rule_file_schema();

} // namespace partyorg::io
