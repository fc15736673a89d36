#!/bin/sh
# Does Gephi take our files whole? Runs Gephi's own importers (gephi-toolkit, fetched once by Maven into out/gephi) on
# every format that Gephi reads, of the demo's network, those of tests/data, the hard ones of fixtures/export and, where
# they lie beside the project, the seeds. What must be true of each: tests/gephi/GephiCheck.java.
#
#   tests/check-gephi.sh [DIXIT] [NAME.graphml NAME.dot ...]
set -u
cd "$(dirname "$0")/.." || exit 2

# One line a network that is made of each set of records: further arguments of `dixit graph`. The first line is
# empty: the network as it is without any. Modes, filters and measures come behind it, one a line.
graphs=''
formats='graphml dot gexf csv net dl'

dixit=out/build/release/dixit
files=
for arg; do
	case $arg in
	*.graphml | *.dot | *.gv | *.gexf | *.csv | *.net | *.dl) files="$files $arg" ;;
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

# outputs NAME: sets `outputs`, the -o options, and adds the files to `files`
outputs() {
	outputs=
	for format in $formats; do
		outputs="$outputs -o $1.$format"
		case $format in csv) files="$files $1.nodes.csv" ;; *) files="$files $1.$format" ;; esac
	done
}

# networks RECORDS NAME: every line of $graphs
networks() {
	number=0
	while IFS= read -r arguments; do
		outputs "out/gephi/$2-$number"
		# shellcheck disable=SC2086 # words
		"$dixit" graph $arguments "$1" $outputs || return
		number=$((number + 1))
	done <<-end
		$graphs
	end
}

make_files() {
	"$dixit" run fixtures/articles -q -o out/demo && networks out/demo/statements.jsonl demo || return
	for records in tests/data/*.jsonl; do
		networks "$records" "$(basename "$records" .jsonl)" || return
	done
	if [ -d ../shared/seeds ]; then
		"$dixit" run ../shared/seeds -q -o out/gephi/seeds && networks out/gephi/seeds/statements.jsonl seeds || return
	fi
	for network in fixtures/export/graphml/*.graphml; do
		outputs "out/gephi/$(basename "$network" .graphml)"
		# shellcheck disable=SC2086 # words
		"$dixit" export "$network" $outputs || return
	done
}
[ -n "$files" ] || make_files || { echo "check-gephi: $dixit failed" >&2; exit 2; }
# shellcheck disable=SC2086 # names without blanks
exec java -Djava.awt.headless=true -cp 'out/gephi/target/classes:out/gephi/target/lib/*' GephiCheck $files
