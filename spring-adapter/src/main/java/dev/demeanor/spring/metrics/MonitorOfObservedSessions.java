package dev.demeanor.spring.metrics;

import dev.demeanor.Access;
import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.DriftStatus;
import dev.demeanor.EnrolmentProgress;
import dev.demeanor.FactorAccess;
import dev.demeanor.Health;
import dev.demeanor.ModelStatus;
import dev.demeanor.Privacy;
import dev.demeanor.SessionOptions;
import dev.demeanor.Statistics;
import dev.demeanor.retraining.RetrainingReport;
import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventFilter;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A monitor that hands out observed sessions; all else is passed on. Spelled out, since a
 * reflective proxy costs more on each request than what it adds. Thread-safe.
 */
final class MonitorOfObservedSessions implements BehaviorMonitor {

  private final BehaviorMonitor monitor;
  private final ObservationRegistry registry;

  MonitorOfObservedSessions(BehaviorMonitor monitor, ObservationRegistry registry) {
    this.monitor = monitor;
    this.registry = registry;
  }

  private BehaviorSession observed(BehaviorSession session) {
    return new ObservedSession(session, registry);
  }

  @Override
  public BehaviorSession open(SessionOptions options) {
    return observed(monitor.open(options));
  }

  @Override
  public Optional<BehaviorSession> session(SessionId id) {
    return monitor.session(id).map(this::observed);
  }

  @Override
  public Access access(
      SubjectId subject, SessionId session, @Nullable String deviceId, @Nullable String address) {
    return monitor.access(subject, session, deviceId, address);
  }

  @Override
  public Block block(BlockTarget target, Duration lasting, String actor, String reason) {
    return monitor.block(target, lasting, actor, reason);
  }

  @Override
  public Optional<Block> unblock(String blockId, String actor, String justification) {
    return monitor.unblock(blockId, actor, justification);
  }

  @Override
  public Optional<Block> extend(String blockId, Duration lasting, String actor, String reason) {
    return monitor.extend(blockId, lasting, actor, reason);
  }

  @Override
  public List<Block> blocks() {
    return monitor.blocks();
  }

  @Override
  public FactorAccess factor(SubjectId subject, String factor) {
    return monitor.factor(subject, factor);
  }

  @Override
  public FactorAccess factorFailed(
      SubjectId subject, String factor, @Nullable String deviceId, @Nullable String address) {
    return monitor.factorFailed(subject, factor, deviceId, address);
  }

  @Override
  public void factorSucceeded(SubjectId subject, String factor) {
    monitor.factorSucceeded(subject, factor);
  }

  @Override
  public List<SecurityEvent> securityEvents(
      SecurityEventFilter filter, SecurityEvent.@Nullable Position after, int limit) {
    return monitor.securityEvents(filter, after, limit);
  }

  @Override
  public Optional<SecurityEvent> securityEvent(String tenant, String id) {
    return monitor.securityEvent(tenant, id);
  }

  @Override
  public SaveResult adjudicate(
      String tenant, String id, Adjudication adjudication, long expectedVersion) {
    return monitor.adjudicate(tenant, id, adjudication, expectedVersion);
  }

  @Override
  public SaveResult adjudicate(
      String tenant,
      String id,
      Adjudication adjudication,
      long expectedVersion,
      boolean liftBlock) {
    return monitor.adjudicate(tenant, id, adjudication, expectedVersion, liftBlock);
  }

  @Override
  public String subjectKey(SubjectId subject) {
    return monitor.subjectKey(subject);
  }

  @Override
  public List<EnrolmentProgress> enrolment(SubjectId subject) {
    return monitor.enrolment(subject);
  }

  @Override
  public int erase(SubjectId subject, String reason) {
    return monitor.erase(subject, reason);
  }

  @Override
  public Privacy privacy() {
    return monitor.privacy();
  }

  @Override
  public Health health() {
    return monitor.health();
  }

  @Override
  public RetrainingReport retrain() {
    return monitor.retrain();
  }

  @Override
  public ModelStatus models() {
    return monitor.models();
  }

  @Override
  public DriftStatus drift() {
    return monitor.drift();
  }

  @Override
  public Statistics statistics() {
    return monitor.statistics();
  }

  @Override
  public boolean settle(Duration atMost) {
    return monitor.settle(atMost);
  }

  @Override
  public void close() {
    monitor.close();
  }
}
