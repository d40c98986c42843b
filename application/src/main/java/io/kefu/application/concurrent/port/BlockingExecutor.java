package io.kefu.application.concurrent.port;

import java.util.concurrent.Executor;

/** Runs tasks that may block, each on a thread of its own. {@code execute} returns at once. */
public interface BlockingExecutor extends Executor {}
