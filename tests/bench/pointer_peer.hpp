#pragma once
/// @file
/// What many would write by hand: a map that owns the units, pointers between them, recursion.

#include "bench_data.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bench {

class pointer_tree {
public:
    struct unit {
        std::string code{}, parent_code{}, kind{}, name{};
        unit* parent = nullptr;
        std::vector<unit*> children{};
        std::int64_t own[4] = {}, total = 0;
    };

    explicit pointer_tree(input const& in) {
        rows_.reserve(in.size());
        for (std::uint32_t row = 0; row < in.size(); ++row) {
            auto u = std::make_unique<unit>();
            u->code = in.code(row);
            if (in.parent_row[row] != no_row) u->parent_code = in.code(in.parent_row[row]);
            for (std::size_t c = 0; c < in.columns.size(); ++c) u->own[c] = in.value(c, row);
            enter(std::move(u));
        }
        link();
    }
    /// From the text of a unit table, cut at commas outside quotes.
    explicit pointer_tree(std::string const& text) {
        std::size_t at = text.find('\n') + 1;
        while (at < text.size()) {
            auto const stop = text.find('\n', at);
            auto const fields = split(std::string_view(text).substr(at, stop - at));
            auto u = std::make_unique<unit>();
            u->code = fields[0];
            u->parent_code = fields[1];
            u->kind = fields[2];
            u->name = fields[3];
            for (std::size_t c = 0; c < 4; ++c)
                u->own[c] =
                    fields[4 + c].empty() || fields[4 + c] == "-" ? 0 : std::stoll(fields[4 + c]);
            enter(std::move(u));
            at = stop + 1;
        }
        link();
    }

    void roll_up() { add_up(*root_); }
    /// Adds to one unit and all above it.
    void change(std::uint32_t row, std::int64_t difference) {
        for (auto* u = rows_[row]; u; u = u->parent) u->total += difference;
    }
    [[nodiscard]] std::int64_t below(std::uint32_t row) const { return sum_of(*rows_[row]); }
    [[nodiscard]] std::int64_t total(std::uint32_t row) const { return rows_[row]->total; }
    [[nodiscard]] std::int64_t own(std::uint32_t row, std::size_t c) const {
        return rows_[row]->own[c];
    }
    [[nodiscard]] std::size_t size() const { return rows_.size(); }

private:
    static std::vector<std::string> split(std::string_view row) {
        std::vector<std::string> fields(1);
        bool quoted = false;
        for (char const c : row) {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                fields.emplace_back();
            else
                fields.back() += c;
        }
        return fields;
    }
    void enter(std::unique_ptr<unit> u) {
        rows_.push_back(u.get());
        by_code_[u->code] = std::move(u);
    }
    void link() {
        for (auto* u : rows_) {
            if (u->parent_code.empty()) {
                root_ = u;
            } else {
                u->parent = by_code_.at(u->parent_code).get();
                u->parent->children.push_back(u);
            }
        }
    }
    static void add_up(unit& u) {
        u.total = u.own[0];
        for (auto* child : u.children) {
            add_up(*child);
            u.total += child->total;
        }
    }
    static std::int64_t sum_of(unit const& u) {
        auto sum = u.own[0];
        for (auto const* child : u.children) sum += sum_of(*child);
        return sum;
    }
    std::unordered_map<std::string, std::unique_ptr<unit>> by_code_{};
    std::vector<unit*> rows_{};
    unit* root_ = nullptr;
};

} // namespace bench
