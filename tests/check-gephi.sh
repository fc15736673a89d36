#!/bin/sh
# Does Gephi take our files whole? Runs Gephi's own importers (gephi-toolkit, fetched once by Maven into out/gephi) on
# the demo's network and compares what came in with what Graphviz and grep count in the files.
#
#   tests/check-gephi.sh [DIXIT] [FILE.graphml FILE.dot ...]
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
if [ -z "$files" ]; then
	files='out/demo/network.graphml out/demo/network.dot'
	"$dixit" run fixtures/articles -o out/demo >/dev/null || { echo "check-gephi: $dixit run failed" >&2; exit 2; }
fi
for tool in java mvn gc gvpr; do
	command -v $tool >/dev/null || { echo "check-gephi needs $tool (apt-get install default-jdk-headless maven graphviz)" >&2; exit 2; }
done

build() {
	mkdir -p out/gephi && cp tests/gephi/pom.xml tests/gephi/GephiCheck.java out/gephi/ &&
		(cd out/gephi && mvn -q -B package) && touch out/gephi/built
}
if [ ! -e out/gephi/built ] || [ -n "$(find tests/gephi -newer out/gephi/built)" ]; then
	build || { echo "check-gephi: Maven could not fetch or build" >&2; exit 2; }
fi

# nodes, edges, edges that Gephi keeps, sum of weights
counts() {
	case $1 in
	*.graphml)
		e=$(grep -c '<edge ' "$1")
		echo "$(grep -c '<node ' "$1") $e $e" \
			"$(sed -n 's/.*<data key="e_weight">\([0-9.]*\)<.*/\1/p' "$1" | awk '{ s += $1 } END { print s + 0 }')"
		;;
	*)
		pairs=$(gvpr 'E { print($.tail.name, "\t", $.head.name) }' "$1" | sort -u | wc -l)
		echo "$(gc -n "$1" | awk '{ print $1 }') $(gc -e "$1" | awk '{ print $1 }') $pairs" \
			"$(gvpr 'E { print($.weight) }' "$1" | awk '{ s += $1 } END { print s + 0 }')"
		;;
	esac
}

set --
for file in $files; do
	numbers=$(counts "$file")
	echo "$file: $numbers (nodes, edges, pairs, weights)"
	# shellcheck disable=SC2086 # four words
	set -- "$@" "$file" $numbers
done
exec java -Djava.awt.headless=true -cp 'out/gephi/target/classes:out/gephi/target/lib/*' GephiCheck "$@"
