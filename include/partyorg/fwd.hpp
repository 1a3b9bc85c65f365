#pragma once
/// @file
/// Names without definitions: for headers that only mention the library's types.

namespace partyorg {

template <class Tag>
class strong_id;
class error;
class invalid_input;
class problems;
struct problem;
struct place;
template <class T>
class result;
class period;
class as_of;
struct citation;

class hierarchy;
class hierarchy_builder;
class relations;
struct unit_row;

struct measure_info;
class column_base;
class table;
class subtree_sums;
struct stated_total;
struct discrepancy;
struct derivation;

struct organisation;
struct plan;
struct deviation;

class case_log;
struct case_event;
struct case_state;
struct progress_report;

class expression;
class unit_condition;
struct rule;
class rule_book;
struct finding;
class check_result;

} // namespace partyorg
