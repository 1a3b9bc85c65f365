# Doxygen's input filter: what a header of include/partyorg/<module>/ declares belongs to the group
# <module>. Lines keep their numbers.
FNR == 1 {
    module = FILENAME
    if (module !~ /\/include\/partyorg\/[a-z_]+\//) module = ""
    sub(/^.*\/include\/partyorg\//, "", module)
    sub(/\/.*$/, "", module)
    inside = 0
}
module != "" && !inside && /^namespace partyorg(::[a-z_]+)* \{$/ && !/detail/ {
    print $0 " /** @addtogroup " module " */ /** @{ */"
    inside = 1
    next
}
inside && /^\} \/\/ namespace partyorg/ {
    print "/** @} */ " $0
    inside = 0
    next
}
{ print }
