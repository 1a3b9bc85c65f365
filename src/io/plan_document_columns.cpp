#include "plan_document_columns.hpp"

#include "plan_document_text.hpp"

#include <partyorg/measures/built_in.hpp>
#include <partyorg/measures/membership.hpp>
#include <partyorg/measures/quota.hpp>

#include <string_view>
#include <utility>

namespace partyorg::io::detail {

namespace {

/// A part of a target that plans single out. The words are folded.
struct known_part {
    std::string_view id;
    label_view label;
    std::vector<std::string_view> words; // an initializer_list would not outlive its line
};

std::vector<known_part> const& known_parts() {
    static std::vector<known_part> const parts = {
        {"residential",
         {"khu dân cư", "residential areas"},
         {"khu dan cu", "kdc", "thon, ban", "thon ban", "dia ban dan cu"}},
        {"women", {"nữ", "women"}, {"nu", "phu nu"}},
        {"youth",
         {"thanh niên", "youth"},
         {"doan vien", "thanh nien", "tuoi tre", "doan tn", "dvtn"}},
        {"minorities",
         {"dân tộc thiểu số", "ethnic minorities"},
         {"dan toc", "dtts", "dan toc thieu so"}},
        {"religious",
         {"tín đồ tôn giáo", "followers of a religion"},
         {"ton giao", "theo dao", "co dao"}},
        {"private_sector",
         {"doanh nghiệp tư nhân", "private enterprises"},
         {"doanh nghiep", "dn tu nhan", "kinh te tu nhan", "ngoai nha nuoc"}},
        {"militia", {"dân quân, tự vệ", "militia"}, {"dan quan", "dqtv", "tu ve"}},
        {"students", {"học sinh, sinh viên", "pupils and students"}, {"hoc sinh", "sinh vien"}},
        {"part_time",
         {"người hoạt động không chuyên trách", "part-time local workers"},
         {"khong chuyen trach"}},
        {"first_half",
         {"6 tháng đầu năm", "first half-year"},
         {"6 thang dau nam", "sau thang dau nam", "6 thang dau", "06 thang dau", "06 thang dau nam",
          "6t dau nam"}},
        {"second_half",
         {"6 tháng cuối năm", "second half-year"},
         {"6 thang cuoi nam", "sau thang cuoi nam", "6 thang cuoi", "06 thang cuoi",
          "06 thang cuoi nam", "6t cuoi nam"}},
        {"first_quarter", {"quý I", "first quarter"}, {"quy i", "quy 1"}},
        {"second_quarter", {"quý II", "second quarter"}, {"quy ii", "quy 2"}},
        {"third_quarter", {"quý III", "third quarter"}, {"quy iii", "quy 3"}},
        {"fourth_quarter", {"quý IV", "fourth quarter"}, {"quy iv", "quy 4"}},
    };
    return parts;
}

/// Subjects that are no admission of members, whatever stage stands above them.
bool is_other_subject(std::string_view path) {
    return has_any(path, {"chuyen dang", "chuyen chinh thuc", "xoa ten", "khai tru", "ra khoi dang",
                          "cam tinh", "boi duong", "nguon", "quan chung", "chi bo", "dang bo",
                          "to chuc dang", "the dang", "huy hieu"});
}

std::string without(std::string text, std::string_view phrase) {
    for (auto at = find_word(text, phrase); at != std::string::npos; at = find_word(text, phrase))
        text.replace(at, phrase.size(), " ");
    return text;
}

/// The year in "nam 2024", or nothing.
std::optional<int> year_in(std::string_view folded) {
    for (auto at = find_word(folded, "nam"); at != std::string_view::npos;
         at = find_word(folded, "nam", at + 1)) {
        auto const digits = folded.substr(std::min(at + 4, folded.size()), 4);
        auto const value = partyorg::detail::read_digits(digits);
        if (digits.size() == 4 && value) return value;
    }
    return {};
}

/// A stage of the target, or a count of members; the order of the questions settles headings such
/// as "kết quả thực hiện kế hoạch giao".
std::optional<measure_info> stage_of(std::string_view path) {
    if (is_other_subject(path)) return {};
    if (has_word(path, "dang ky")) return measure_info(quota::registered);
    if (has_any(path, {"ket qua", "thuc hien", "da ket nap", "dat duoc", "ket nap duoc"}))
        return measure_info(quota::admitted);
    if (has_any(path, {"giao", "chi tieu", "ke hoach", "phan bo", "phan dau"}))
        return measure_info(quota::assigned);
    if (has_word(path, "ket nap")) return measure_info(quota::admitted);
    if (has_word(path, "dang vien") && !has_any(path, {"phat trien", "moi"})) {
        if (has_word(path, "chinh thuc")) return measure_info(membership::official);
        if (has_word(path, "du bi")) return measure_info(membership::probationary);
        return measure_info(membership::total);
    }
    return {};
}

/// What is left of a heading when stage, year and fillers are taken away.
std::string remainder_of(std::string folded, std::optional<int> year) {
    if (year) folded = without(std::move(folded), "nam " + std::to_string(*year));
    for (auto const* filler :
         {"trong do",   "tong so",   "tong cong", "cong",   "ts",       "chung",
          "dang ky",    "ke hoach",  "chi tieu",  "giao",   "duoc",     "phan bo",
          "phan dau",   "ket qua",   "thuc hien", "da",     "dat",      "ket nap",
          "phat trien", "dang vien", "dang",      "moi",    "so luong", "so",
          "o",          "la",        "tai",       "nguoi",  "nam",      "hien co",
          "chinh thuc", "du bi",     "cua",       "don vi", "huyen",    "tinh"})
        folded = without(std::move(folded), filler);
    std::string rest;
    for (char const c : folded)
        if (is_word(c) || c == '%') rest += c;
    return rest;
}

std::string join(std::vector<std::string> const& headings, std::string_view between) {
    std::string text;
    for (auto const& h : headings) {
        if (h.empty()) continue;
        if (!text.empty()) text += between;
        text += h;
    }
    return text;
}

/// The parts that a heading names, as "women"; nothing if there is text that is not understood.
std::optional<std::vector<known_part const*>> parts_of(std::string const& heading,
                                                       std::optional<int> year) {
    auto rest = fold(heading);
    std::vector<known_part const*> found;
    for (auto const& part : known_parts()) {
        auto const before = rest.size();
        for (auto const& word : part.words)
            if (has_word(rest, word)) rest = without(std::move(rest), word);
        if (rest.size() != before) found.push_back(&part);
    }
    if (!found.empty()) {
        // "dân tộc thiểu số", "lực lượng dân quân": words around a part that add nothing to it.
        for (auto const* filler : {"trong do", "thieu so", "luc luong", "khu vuc", "trong", "tnchm",
                                   "tncshcm", "cshcm", "hcm", "tu nhan", "ve", "hoat dong", "va"})
            rest = without(std::move(rest), filler);
    }
    if (!remainder_of(std::move(rest), year).empty()) return {};
    return found;
}

measure_info user_measure(std::vector<std::string> const& headings) {
    std::vector<std::string> distinct;
    for (auto const& h : headings)
        if (distinct.empty() || distinct.back() != h) distinct.push_back(h);
    auto const text = join(distinct, " – ");
    return measure_info("user." + slug(text), label{text, text});
}

column_role role_of(std::string_view path) {
    if (has_any(path, {"ty le", "ti le"}) || path.find('%') != std::string_view::npos)
        return column_role::share;
    if (has_any(path, {"ghi chu", "ly do", "bi thu", "ho ten", "ho va ten", "dia chi", "ma",
                       "ma so", "ma don vi", "thoi gian"}))
        return column_role::text;
    return column_role::figures;
}

/// "user.so_may_cay" as a heading: what a writer puts where no wording says as much.
bool is_identifier(std::vector<std::string> const& headings) {
    if (headings.size() != 1) return false;
    auto const& id = headings.front();
    if (find_built_in_measure(id)) return true;
    return id.find_first_of("_.") != std::string::npos && id.front() >= 'a' && id.front() <= 'z' &&
           id.back() != '.' &&
           id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") == std::string::npos;
}

measure_info identified(std::string const& id) {
    if (auto const known = find_built_in_measure(id); known && known->type == value_kind::count)
        return known->info();
    measure_info out(id, label{id, id});
    // A part of a stage is bounded by it, however the part is called.
    for (auto const& m : built_in_measures)
        if (m.type == value_kind::count && id.size() > m.id.size() && id.starts_with(m.id) &&
            id[m.id.size()] == '.' && m.id.size() > out.of_which.size())
            out.of_which = m.id;
    if (!out.of_which.empty()) out.law = find_built_in_measure(out.of_which)->law;
    return out;
}

} // namespace

column_meaning meaning_of(std::vector<std::string> const& headings, std::optional<int> year,
                          std::optional<measure_info> const& stage_before) {
    auto const path = fold(join(headings, " - "));
    column_meaning out{role_of(path), user_measure(headings)};
    if (out.role != column_role::figures) return out;
    if (is_identifier(headings)) {
        out.measure = identified(headings.front());
        return out;
    }
    auto const own_year = year_in(path);
    if (own_year && year && own_year != year) return out;
    auto stage = stage_of(path);
    bool const is_own = stage.has_value();
    if (!is_own && !is_other_subject(path)) stage = stage_before;
    if (!stage) return out;

    auto measure = *stage;
    label shown = stage->label;
    for (auto const& heading : headings) {
        auto const parts = parts_of(heading, year ? year : own_year);
        if (!parts) return out;
        for (auto const* part : *parts) {
            measure.of_which = measure.id;
            measure.id += '.' + std::string(part->id);
            char const* const mark = measure.of_which == stage->id ? " – " : ", ";
            shown.vi += mark + std::string(part->label.vi);
            shown.en += mark + std::string(part->label.en);
        }
    }
    if (measure.id == stage->id) {
        if (!is_own) return out;
        out.measure = std::move(measure);
        out.stage = out.measure;
        return out;
    }
    out.stage = *stage;
    measure.label = std::move(shown);
    if (measure.id == quota::registered_residential.id)
        measure = measure_info(quota::registered_residential);
    if (measure.id == quota::assigned_residential.id)
        measure = measure_info(quota::assigned_residential);
    if (measure.id == quota::admitted_residential.id)
        measure = measure_info(quota::admitted_residential);
    out.measure = std::move(measure);
    return out;
}

} // namespace partyorg::io::detail
