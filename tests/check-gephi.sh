#!/bin/sh
# Does Gephi take our files whole? Runs Gephi's own importers (gephi-toolkit, fetched once by Maven into out/gephi) on
# the demo's network and on those of tests/data. DOT has one edge a pair of nodes, GraphML one a relation.
#
#   tests/check-gephi.sh [DIXIT] [NAME.graphml NAME.dot ...]
set -u
cd "$(dirname "$0")/.." || exit 2

dixit=out/build/release/dixit
files=
for arg; do
	case $arg in
	*.graphml | *.dot | *.gv) files="$files $arg" ;;
	*) dixit=$arg ;;
	esac
done

for tool in java mvn; do
	command -v $tool >/dev/null || { echo "check-gephi needs $tool (apt-get install default-jdk-headless maven)" >&2; exit 2; }
done
build() {
	mkdir -p out/gephi && cp tests/gephi/pom.xml tests/gephi/GephiCheck.java out/gephi/ &&
		(cd out/gephi && mvn -q -B -Dstyle.color=never package) && touch out/gephi/built
}
if [ ! -e out/gephi/built ] || [ -n "$(find tests/gephi -newer out/gephi/built)" ]; then
	build || { echo "check-gephi: Maven could not fetch or build" >&2; exit 2; }
fi

make_files() {
	"$dixit" run fixtures/articles -o out/demo >/dev/null || return
	files='out/demo/network.graphml out/demo/network.dot'
	for records in tests/data/*.jsonl; do
		net=out/gephi/$(basename "$records" .jsonl)
		"$dixit" graph "$records" -o "$net.graphml" -o "$net.dot" || return
		files="$files $net.graphml $net.dot"
	done
}
[ -n "$files" ] || make_files || { echo "check-gephi: $dixit failed" >&2; exit 2; }
# shellcheck disable=SC2086 # names without blanks
exec java -Djava.awt.headless=true -cp 'out/gephi/target/classes:out/gephi/target/lib/*' GephiCheck $files
