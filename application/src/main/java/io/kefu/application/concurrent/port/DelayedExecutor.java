package io.kefu.application.concurrent.port;

import java.util.concurrent.Executor;

/**
 * Runs a task, which may block, after every call that was under way when the task was given has certainly ended.
 * {@code execute} returns at once. A task that fails is logged; a task is lost if the node stops before it ran.
 */
public interface DelayedExecutor extends Executor {}
