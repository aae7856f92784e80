package dev.demeanor.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All versions there are, and which of them is in which place. Immutable.
 *
 * @param revision how often it was changed; 0 when it is empty
 * @param versions in the order in which they were added
 * @param active the one that decides
 * @param candidate one that is scored beside it without effect
 * @param previous the one that was active before: where a rollback leads
 * @param activated what made the active one active
 */
public record Manifest(
    long revision,
    List<ModelVersion> versions,
    Optional<String> active,
    Optional<String> candidate,
    Optional<String> previous,
    Optional<Activation> activated) {

  /** There are no versions. */
  public static final Manifest EMPTY =
      new Manifest(
          0, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Copies the list, and checks that ids are unique and aliases name versions. */
  public Manifest {
    versions = List.copyOf(versions);
    Map<String, ModelVersion> byId = new LinkedHashMap<>();
    for (ModelVersion version : versions) {
      if (byId.put(version.id(), version) != null) {
        throw new IllegalArgumentException("version " + version.id() + " is there twice");
      }
    }
    for (Optional<String> alias : List.of(active, candidate, previous)) {
      if (alias.isPresent() && !byId.containsKey(alias.get())) {
        throw new IllegalArgumentException("version " + alias.get() + " is named but not there");
      }
    }
  }

  /** Returns the version of this id, or of the alias active, candidate or previous. */
  public Optional<ModelVersion> find(String idOrAlias) {
    String id =
        switch (idOrAlias) {
          case "active" -> active.orElse("");
          case "candidate" -> candidate.orElse("");
          case "previous" -> previous.orElse("");
          default -> idOrAlias;
        };
    return versions.stream().filter(version -> version.id().equals(id)).findFirst();
  }

  /** Returns the version that decides, when there is one. */
  public Optional<ModelVersion> activeVersion() {
    return active.flatMap(this::find);
  }

  /** Returns the next revision, in which nothing else is different. */
  public Manifest next() {
    return new Manifest(revision + 1, versions, active, candidate, previous, activated);
  }

  /** Returns the next revision, with one more version. */
  public Manifest with(ModelVersion version) {
    List<ModelVersion> more = new ArrayList<>(versions);
    more.add(Objects.requireNonNull(version, "version"));
    return new Manifest(revision + 1, more, active, candidate, previous, activated);
  }

  /** Returns the next revision, in which a version is the candidate. */
  public Manifest nominated(String id) {
    return new Manifest(revision + 1, versions, active, Optional.of(id), previous, activated);
  }

  /** Returns the next revision, in which another version is active. */
  public Manifest activated(Activation by) {
    Optional<String> next = Optional.of(by.version());
    return new Manifest(
        revision + 1,
        versions,
        next,
        candidate.equals(next) ? Optional.empty() : candidate,
        active,
        Optional.of(by));
  }
}
