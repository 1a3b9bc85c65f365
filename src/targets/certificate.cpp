#include "bids.hpp"
#include "prepared_claims.hpp"
#include "shares.hpp"

#include <partyorg/targets/apportion.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace partyorg {

namespace {

using detail::bid;
using detail::i128;
using detail::prepared_claims;
using detail::u128;

/// Checks a certificate by its own arithmetic: nothing here is shared with the division but the
/// order of two claims.
class certificate_check {
public:
    certificate_check(certificate const& proof, std::span<claim const> claims)
        : c_(proof),
          claims_(claims) {}

    problems run() {
        if (c_.seats.size() != claims_.size()) {
            wrong(std::to_string(c_.seats.size()) + " figures for " +
                  std::to_string(claims_.size()) + " units");
            return found_;
        }
        p_ = detail::prepare(claims_, c_.total);
        check_sum_and_bounds();
        if (found_.has_errors()) return found_;
        if (is_divisor_method(c_.method))
            detail::with_rule(c_.method, [&]<class Rule>(Rule) { check_claims<Rule>(); });
        else if (c_.method == apportionment_method::quota)
            check_order();
        else
            check_remainders();
        return found_;
    }

private:
    void wrong(std::string message) {
        found_.error(defect::certificate_wrong, {}, std::move(message));
    }
    void wrong(std::size_t unit, std::string message) {
        wrong("unit '" + std::string(claims_[unit].name) + "': " + std::move(message));
    }

    void check_sum_and_bounds() {
        i128 sum = 0;
        for (std::size_t i = 0; i < c_.seats.size(); ++i) {
            sum += c_.seats[i];
            if (c_.seats[i] < p_.lower[i] || c_.seats[i] > p_.upper[i])
                wrong(i, std::to_string(c_.seats[i]) + " is outside its bounds");
        }
        if (sum != c_.total) wrong("the seats do not add up to " + std::to_string(c_.total));
    }

    // No claim served may be weaker than the last one given or the first one refused, no claim
    // refused stronger than the last one given.
    template <class Rule>
    void check_claims() {
        for (std::uint32_t i = 0; i < c_.seats.size(); ++i) {
            bid const given{p_.weights[i], c_.seats[i] - 1, i};
            bid const refused{p_.weights[i], c_.seats[i], i};
            if (c_.seats[i] > p_.lower[i]) {
                auto const last = border(c_.last_given), first = border(c_.first_refused);
                if (!last || Rule::order(given, *last) > 0)
                    wrong(i, "its last seat has a weaker claim than the last one given");
                if (first && Rule::order(given, *first) > 0)
                    wrong(i, "its last seat has a weaker claim than one that was refused");
            }
            if (c_.seats[i] < p_.upper[i]) {
                auto const last = border(c_.last_given);
                if (last && Rule::order(refused, *last) < 0)
                    wrong(i, "its next seat has a stronger claim than the last one given");
            }
        }
    }
    std::optional<bid> border(std::optional<seat_claim> const& claim) const {
        if (!claim || claim->unit >= claims_.size()) return {};
        auto const unit = static_cast<std::uint32_t>(claim->unit);
        return bid{p_.weights[unit], claim->seat - 1, unit};
    }

    // The last remainder served separates those served from those refused.
    void check_remainders() {
        if (c_.share_seats < 0 || c_.share_weight <= 0) return wrong("the quota is no fraction");
        detail::level const at{c_.share_seats, c_.share_weight};
        if (c_.method == apportionment_method::hamilton) check_share_sum(at);
        auto const last = border(c_.last_given);
        auto const least = last ? detail::share_of(last->weight, at).rest : ~std::uint64_t{0};
        for (std::uint32_t i = 0; i < c_.seats.size(); ++i) {
            auto const got = detail::share_of(p_.weights[i], at);
            auto const whole = std::clamp(got.whole, p_.lower[i], p_.upper[i]);
            bool const may_have_more = whole == got.whole && whole < p_.upper[i];
            bool const served = may_have_more && c_.seats[i] == whole + 1;
            if (c_.seats[i] != whole && !served)
                wrong(i, "neither its whole quotas nor one more");
            else if (served && got.rest < least)
                wrong(i, "its remainder is smaller than the last one served");
            else if (may_have_more && !served && got.rest > least)
                wrong(i, "its remainder is larger than one that was served");
        }
    }
    // Hare: the shares themselves, cut to the bounds, add up to the seats.
    void check_share_sum(detail::level at) {
        i128 left = i128(c_.total) * at.weight;
        for (std::size_t i = 0; i < c_.seats.size(); ++i) {
            auto const share = i128(u128(p_.weights[i]) * u128(at.seats));
            left -= std::clamp(share, i128(p_.lower[i]) * at.weight, i128(p_.upper[i]) * at.weight);
        }
        if (left != 0) wrong("the shares do not add up to the seats");
    }

    // Replays the order in which the seats were given.
    void check_order() {
        auto seats = p_.lower;
        detail::share_curve const curve(p_.weights, p_.lower, p_.upper);
        std::int64_t house = 0;
        for (auto const s : seats) house += s;
        for (auto const unit : c_.order) {
            ++house;
            if (unit >= seats.size() || !eligible(curve, seats, unit, house))
                return wrong("seat " + std::to_string(house) + " went above an upper quota");
            for (std::uint32_t i = 0; i < seats.size(); ++i)
                if (eligible(curve, seats, i, house) &&
                    detail::jefferson_rule::order(next(seats, i), next(seats, unit)) < 0)
                    return wrong(i, "passed over at house size " + std::to_string(house));
            ++seats[unit];
        }
        if (seats != c_.seats) wrong("the order does not lead to the seats");
    }
    bid next(std::vector<std::int64_t> const& seats, std::uint32_t i) const {
        return {p_.weights[i], seats[i], i};
    }
    bool eligible(detail::share_curve const& curve, std::vector<std::int64_t> const& seats,
                  std::uint32_t i, std::int64_t house) const {
        return seats[i] < p_.upper[i] && curve.floor_at(seats[i], p_.weights[i]) < house;
    }

    certificate const& c_;
    std::span<claim const> claims_;
    prepared_claims p_{};
    problems found_{};
};

// --- words ----------------------------------------------------------------------------------

std::string name_of(std::span<claim const> claims, std::size_t i) {
    return claims[i].name.empty() ? "#" + std::to_string(i + 1) : std::string(claims[i].name);
}

std::string number(std::int64_t value) {
    return std::to_string(value);
}

/// A text in both languages, put together piece by piece.
struct words {
    std::string vi{};
    std::string en{};

    void add(std::string_view vietnamese, std::string_view english) {
        vi += vietnamese;
        en += english;
    }
    void same(std::string_view text) { add(text, text); }
    /// a/b with the decimal value in each language's spelling.
    void fraction(u128 a, u128 b) {
        add(detail::fraction_text(a, b, ','), detail::fraction_text(a, b, '.'));
    }
    label done() && {
        label out{std::move(vi), std::move(en)};
        vi.clear();
        en.clear();
        return out;
    }
};

class explanation {
public:
    explanation(std::span<claim const> claims, certificate const& proof,
                std::optional<apportion_tie> tied)
        : claims_(claims),
          c_(proof),
          tied_(std::move(tied)) {}

    label unit(std::size_t i) {
        auto const got = c_.seats[i];
        w_.same(name_of(claims_, i) + ": ");
        if (claims_[i].hold) {
            w_.add(number(got) + ", giữ cố định.", number(got) + ", held.");
            return std::move(w_).done();
        }
        above(i, got);
        below(i, got);
        if (is_tied(i)) drawn();
        return std::move(w_).done();
    }

    label whole() {
        if (is_divisor_method(c_.method))
            interval();
        else if (c_.method == apportionment_method::quota)
            w_.add("Phương pháp hạn mức: từng suất cho đơn vị có yêu cầu mạnh nhất trong số đơn vị "
                   "chưa vượt hạn mức trên.",
                   "Quota method: seat by seat to the strongest claim within its upper quota.");
        else
            quota();
        return std::move(w_).done();
    }

    label ground(apportion_step const& step) {
        auto const& c = claims_[step.unit];
        auto const share = share_at(step.unit);
        switch (step.reason) {
        case step_reason::minimum:
            if (c.hold)
                w_.add("giữ cố định", "held");
            else
                w_.add("ít nhất " + number(step.to), "at least " + number(step.to));
            break;
        case step_reason::full_quota:
            share_fraction(step.unit);
            break;
        case step_reason::remainder:
            w_.fraction(share.rest, u128(c_.share_weight));
            break;
        case step_reason::priority:
            claim_to({step.unit, step.to});
            break;
        }
        return std::move(w_).done();
    }

    seat_evidence evidence(std::size_t i) {
        auto const& c = claims_[i];
        auto const got = c_.seats[i];
        bool const free = !c.hold && c.basis.numerator > 0;
        bool const room = free && (!c.upper || got < *c.upper);
        seat_evidence out;
        if (c_.method == apportionment_method::hamilton ||
            c_.method == apportionment_method::droop) {
            if (!free) return out;
            share_fraction(i);
            out.last = std::move(w_).done();
            auto const share = share_at(i);
            bool const cut =
                share.whole < c.lower.value_or(0) || (c.upper && share.whole >= *c.upper);
            if (!cut) w_.fraction(share.rest, u128(c_.share_weight));
            out.next = std::move(w_).done();
            return out;
        }
        if (free && got > c.lower.value_or(0)) claim_to({i, got});
        out.last = std::move(w_).done();
        if (room) claim_to({i, got + 1});
        out.next = std::move(w_).done();
        return out;
    }

private:
    detail::share share_at(std::size_t i) const {
        return detail::share_of(scaled(i), {c_.share_seats, c_.share_weight});
    }
    void share_fraction(std::size_t i) {
        w_.fraction(u128(scaled(i)) * u128(c_.share_seats), u128(c_.share_weight));
    }
    // The quota method compares as Jefferson does.
    void claim_to(seat_claim const& claim) {
        if (c_.method == apportionment_method::quota)
            fraction_of_weight(claim.unit, u128(claim.seat));
        else
            quotient(claim);
    }
    bool is_tied(std::size_t i) const {
        return tied_ && std::binary_search(tied_->units.begin(), tied_->units.end(), i);
    }
    void drawn() {
        auto const n = number(tied_->seats),
                   of = number(static_cast<std::int64_t>(tied_->units.size()));
        w_.add(" Có " + of + " đơn vị bằng nhau cho " + n +
                   " suất cuối; quy tắc đã chọn quyết định.",
               " " + of + " units were equal for the last " + n +
                   (tied_->seats == 1 ? " seat" : " seats") + "; the declared policy decided.");
    }

    // Why not one more.
    void above(std::size_t i, std::int64_t got) {
        w_.add(number(got) + " mà không phải " + number(got + 1) + ", vì ",
               number(got) + " and not " + number(got + 1) + ", because ");
        if (claims_[i].basis.numerator == 0)
            w_.add("cơ sở tính bằng 0. ", "its weight is 0. ");
        else if (claims_[i].upper && got == *claims_[i].upper)
            w_.add("giới hạn trên là " + number(got) + ". ",
                   "its upper bound is " + number(got) + ". ");
        else if (is_divisor_method(c_.method))
            claim_refused(i, got);
        else if (c_.method == apportionment_method::quota)
            passed_over(i, got);
        else
            remainder_refused(i);
    }
    // Why not one fewer.
    void below(std::size_t i, std::int64_t got) {
        if (got == 0) return trim();
        if (got == claims_[i].lower.value_or(0)) {
            w_.add("Giới hạn dưới là " + number(got) + ".",
                   "Its lower bound is " + number(got) + ".");
        } else if (is_divisor_method(c_.method) && c_.first_refused) {
            w_.add(
                "Không phải " + number(got - 1) + ", vì yêu cầu suất thứ " + number(got) + " là ",
                "Not " + number(got - 1) + ", because its claim to seat " + number(got) + " is ");
            quotient({i, got});
            w_.add(", không yếu hơn yêu cầu mạnh nhất bị từ chối: ",
                   ", not weaker than the strongest one refused: ");
            named_quotient(*c_.first_refused);
            w_.same(".");
        } else if (c_.method == apportionment_method::hamilton ||
                   c_.method == apportionment_method::droop) {
            remainder_served(i, got);
        } else {
            trim();
        }
    }
    void remainder_served(std::size_t i, std::int64_t got) {
        detail::level const at{c_.share_seats, c_.share_weight};
        auto const share = detail::share_of(scaled(i), at);
        if (got <= share.whole) return trim();
        w_.add("Không phải " + number(got - 1) + ", vì phần dư ",
               "Not " + number(got - 1) + ", because its remainder ");
        w_.fraction(share.rest, u128(at.weight));
        if (c_.first_refused) {
            w_.add(" không nhỏ hơn phần dư lớn nhất không được tính: ",
                   " is not smaller than the largest one that was not served: ");
            w_.same(name_of(claims_, c_.first_refused->unit) + " ");
            w_.fraction(detail::share_of(scaled(c_.first_refused->unit), at).rest, u128(at.weight));
        } else {
            w_.add(" được tính", " was served");
        }
        w_.same(".");
    }
    void trim() {
        for (auto* text : {&w_.vi, &w_.en})
            while (!text->empty() && text->back() == ' ') text->pop_back();
    }

    void claim_refused(std::size_t i, std::int64_t got) {
        w_.add("yêu cầu suất thứ " + number(got + 1) + " là ",
               "its claim to seat " + number(got + 1) + " is ");
        quotient({i, got + 1});
        if (!c_.last_given) {
            w_.add(" và mọi suất đã dành cho các giới hạn dưới. ",
                   " and all seats went to the lower bounds. ");
            return;
        }
        w_.add(is_tied(i) ? ", bằng suất cuối cùng đã giao: "
                          : ", yếu hơn suất cuối cùng đã giao: ",
               is_tied(i) ? ", equal to the last seat given: "
                          : ", weaker than the last seat given: ");
        named_quotient(*c_.last_given);
        w_.same(". ");
    }
    void passed_over(std::size_t i, std::int64_t got) {
        auto const p = detail::prepare(claims_, c_.total);
        detail::share_curve const curve(p.weights, p.lower, p.upper);
        if (curve.floor_at(got, p.weights[i]) >= c_.total) {
            w_.add("hạn mức trên là " + number(got) + ". ",
                   "its upper quota is " + number(got) + ". ");
            return;
        }
        w_.add("yêu cầu suất thứ " + number(got + 1) + " là ",
               "its claim to seat " + number(got + 1) + " is ");
        fraction_of_weight(i, u128(got) + 1);
        w_.add(", không đủ mạnh từ khi hạn mức trên cho phép. ",
               ", not strong enough since its upper quota allowed it. ");
    }
    void remainder_refused(std::size_t i) {
        detail::level const at{c_.share_seats, c_.share_weight};
        auto const p = scaled(i);
        auto const got = detail::share_of(p, at);
        w_.add("phần được hưởng là ", "its share is ");
        w_.fraction(u128(p) * u128(at.seats), u128(at.weight));
        if (c_.seats[i] > got.whole) {
            w_.add(claims_[i].lower && c_.seats[i] == *claims_[i].lower
                       ? ", dưới giới hạn dưới. "
                       : "; phần dư chỉ được tính một suất. ",
                   claims_[i].lower && c_.seats[i] == *claims_[i].lower
                       ? ", below its lower bound. "
                       : "; a remainder gives one seat. ");
            return;
        }
        if (!c_.last_given) {
            w_.add(" và không còn suất cho phần dư. ", " and no seat was left for remainders. ");
            return;
        }
        w_.add("; phần dư ", "; its remainder ");
        w_.fraction(got.rest, u128(at.weight));
        w_.add(is_tied(i) ? " bằng phần dư cuối cùng được tính: "
                          : " nhỏ hơn phần dư cuối cùng được tính: ",
               is_tied(i) ? " equals the last one served: "
                          : " is smaller than the last one served: ");
        w_.same(name_of(claims_, c_.last_given->unit) + " ");
        w_.fraction(detail::share_of(scaled(c_.last_given->unit), at).rest, u128(at.weight));
        w_.same(". ");
    }

    void interval() {
        w_.add("Số chia: ", "Divisor: ");
        if (!c_.last_given) {
            w_.add("không cần, mọi suất là giới hạn dưới.", "none needed, all seats are minima.");
            return;
        }
        if (c_.first_refused) {
            w_.add("từ ", "from ");
            named_quotient(*c_.first_refused);
        }
        w_.add(c_.first_refused ? " đến " : "đến ", c_.first_refused ? " to " : "up to ");
        named_quotient(*c_.last_given);
        w_.same(".");
    }
    void quota() {
        w_.add("Hạn mức: ", "Quota: ");
        if (c_.share_seats == 0)
            w_.add("không cần", "none needed");
        else
            w_.fraction(u128(c_.share_weight), u128(c_.share_seats) * u128(c_.scale));
        if (c_.last_given) {
            w_.add("; phần dư cuối cùng được tính: ", "; last remainder served: ");
            w_.same(name_of(claims_, c_.last_given->unit) + " ");
            detail::level const at{c_.share_seats, c_.share_weight};
            w_.fraction(detail::share_of(scaled(c_.last_given->unit), at).rest, u128(at.weight));
        }
        w_.same(".");
    }

    std::uint64_t scaled(std::size_t i) const { return detail::scaled(claims_[i].basis, c_.scale); }
    void fraction_of_weight(std::size_t i, u128 under) {
        w_.fraction(scaled(i), under * static_cast<u128>(c_.scale));
    }
    void named_quotient(seat_claim const& claim) {
        w_.add(name_of(claims_, claim.unit) + ", suất thứ " + number(claim.seat) + ", ",
               name_of(claims_, claim.unit) + ", seat " + number(claim.seat) + ", ");
        quotient(claim);
    }
    // w/d(k): what the claim amounts to; Hill's as the root of a fraction.
    void quotient(seat_claim const& claim) {
        bid const b{scaled(claim.unit), claim.seat - 1, 0};
        if (b.k == 0 && detail::first_seat_is_free(c_.method)) {
            w_.add("vô hạn", "infinite");
            return;
        }
        u128 over = 0, under = 1;
        detail::with_rule(c_.method, [&]<class Rule>(Rule) { Rule::divisor(b, over, under); });
        auto const scale = static_cast<u128>(c_.scale);
        if (c_.method != apportionment_method::hill) return w_.fraction(over, under * scale);
        // The root of a fraction; its decimals are the fraction's, so they stay away.
        auto text = detail::fraction_text(over, under * scale * scale, '.');
        if (auto const decimals = text.find(" ("); decimals != std::string::npos)
            text = "(" + text.substr(0, decimals) + ")";
        w_.same("√" + text);
    }

    std::span<claim const> claims_;
    certificate const& c_;
    std::optional<apportion_tie> tied_;
    words w_{};
};

} // namespace

problems verify(certificate const& proof, std::span<claim const> claims) {
    return certificate_check(proof, claims).run();
}

label why(std::span<claim const> claims, apportionment const& answer, std::size_t unit) {
    return explanation(claims, answer.proof, answer.tied).unit(unit);
}

label describe(std::span<claim const> claims, certificate const& proof) {
    return explanation(claims, proof, {}).whole();
}

label describe(std::span<claim const> claims, certificate const& proof,
               apportion_step const& step) {
    return explanation(claims, proof, {}).ground(step);
}

seat_evidence evidence_of(std::span<claim const> claims, certificate const& proof,
                          std::size_t unit) {
    return explanation(claims, proof, {}).evidence(unit);
}

} // namespace partyorg
