package io.kefu.application.concurrent.port;

import java.util.concurrent.Executor;

/**
 * Runs a task later, when every call that was running at the time of {@code execute} has ended. The task may block.
 * {@code execute} returns at once. A task that fails is logged; a task is lost if the node stops before it ran.
 */
public interface DelayedExecutor extends Executor {}
