#include <partyorg/rules/statutes/admission_rules.hpp>
#include <partyorg/rules/statutes/all.hpp>
#include <partyorg/rules/statutes/leadership_rules.hpp>
#include <partyorg/rules/statutes/organisation_rules.hpp>
#include <partyorg/rules/statutes/plan_rules.hpp>
#include <partyorg/rules/statutes/term_rules.hpp>

namespace partyorg::statutes {

rule_book all() {
    rule_book book;
    for (auto const& part :
         {organisation_rules(), leadership_rules(), term_rules(), admission_rules(), plan_rules()})
        book.add(part);
    return book;
}

rule_book of_instrument(std::string_view number) {
    rule_book book;
    auto const everything = all();
    for (auto const& r : everything.versions())
        if (r.source.number == number) book.add(r);
    return book;
}

rule_book charter_2011() {
    return of_instrument("Điều lệ Đảng");
}

rule_book regulation_294() {
    return of_instrument("294-QĐ/TW");
}

} // namespace partyorg::statutes
