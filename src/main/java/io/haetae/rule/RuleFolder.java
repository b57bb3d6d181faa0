package io.haetae.rule;

import io.haetae.config.Nearest;
import io.haetae.config.RuleSettings;
import io.haetae.config.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.CamelContext;

/** The rules of one or several folders, without those that are switched off: see {@link RuleFiles}. */
public final class RuleFolder {

    private final List<RuleFile> files;
    private final Map<Path, Path> replaced;
    private final Set<String> off;
    private final Set<String> unknown;

    private RuleFolder(List<RuleFile> files, Map<Path, Path> replaced, Set<String> off, Set<String> unknown) {
        this.files = files;
        this.replaced = replaced;
        this.off = off;
        this.unknown = unknown;
    }

    /** All rules of one folder. */
    public static RuleFolder read(Path folder) {
        return read(RuleSettings.of(folder));
    }

    /**
     * Reads the folders and tries the files in a context of their own first, so that a bad one is known before anything
     * has begun. Throws {@link BadRuleFiles} with every bad file and its reason.
     * A file with no rules but those that are switched off only has to be one of rules.
     */
    public static RuleFolder read(RuleSettings settings) {
        Set<String> off = settings.off();
        RuleFiles found = RuleFiles.in(settings.folders());
        List<Text> problems = new ArrayList<>(found.problems());
        List<RuleFile> all = new ArrayList<>();
        for (Path path : found.paths()) {
            try {
                all.add(RuleFile.read(path));
            } catch (BadRuleFile e) {
                problems.add(e.text());
            }
        }
        List<RuleFile> files = all.stream()
                .map(file -> file.without(off))
                .filter(file -> !file.rules().isEmpty())
                .toList();
        List<BadRuleFile> bad = RuleTrial.of(files);
        bad.forEach(one -> problems.add(one.text()));
        Set<Path> sound = new HashSet<>(found.paths());
        bad.forEach(one -> sound.remove(one.path()));
        problems.addAll(
                twice(files.stream().filter(file -> sound.contains(file.path())).toList()));
        if (problems.isEmpty() && files.isEmpty()) {
            problems.add(Text.of("rule.off"));
        }
        if (!problems.isEmpty()) {
            throw new BadRuleFiles(problems);
        }
        Set<String> known = new TreeSet<>();
        all.forEach(file -> known.addAll(file.rules().keySet()));
        Set<String> unknown = new TreeSet<>(off);
        unknown.removeAll(known);
        known.retainAll(off);
        return new RuleFolder(files, found.replaced(), known, unknown);
    }

    /** Tries rules that nobody will hear of: what it takes to try some is loaded then. */
    public static void rehearse(String rules) {
        RuleTrial.of(List.of(RuleFile.of(Path.of("rehearsal.camel.yaml"), rules)));
    }

    /** One of two rules with one id would silence the other. */
    private static List<Text> twice(List<RuleFile> files) {
        List<Text> problems = new ArrayList<>();
        Map<String, Path> owners = new HashMap<>();
        for (RuleFile file : files) {
            for (String id : file.rules().keySet()) {
                Path other = owners.putIfAbsent(id, file.path());
                if (other != null) {
                    problems.add(Text.of("rule.file", file.path(), again(id, other, file.path())));
                }
            }
        }
        return problems;
    }

    private static Text again(String id, Path other, Path beside) {
        return other.resolveSibling("").equals(beside.resolveSibling(""))
                ? Text.of("rule.again", id, other.getFileName())
                : Text.of("rule.again.elsewhere", id, other);
    }

    /** Rule id to fingerprint. */
    public Map<String, String> rules() {
        Map<String, String> rules = new TreeMap<>();
        files.forEach(file -> rules.putAll(file.rules()));
        return rules;
    }

    /** Rule id to the folder that it is in. */
    public Map<String, Path> folders() {
        Map<String, Path> folders = new TreeMap<>();
        files.forEach(file ->
                file.rules().keySet().forEach(id -> folders.put(id, file.path().getParent())));
        return folders;
    }

    /** Files that don't count to those of the same name, in a later folder, that do. */
    public Map<Path, Path> replaced() {
        return replaced;
    }

    /** Rules that are there, and are switched off. */
    public Set<String> off() {
        return off;
    }

    /** What was to be switched off, and is no rule: a line each. */
    public List<Text> warnings() {
        Set<String> known = new TreeSet<>(rules().keySet());
        known.addAll(off);
        Text all = Text.of("rule.off.known", String.join(", ", known));
        return unknown.stream()
                .map(id -> Text.of("rule.off.unknown", id, Nearest.suggestion(id, known, all)))
                .toList();
    }

    /** Adds the rules to a context that has the {@code activity} and {@code alert} components. */
    public void addTo(CamelContext context) throws Exception {
        for (RuleFile file : files) {
            RuleTrial.load(context, file);
        }
    }
}
