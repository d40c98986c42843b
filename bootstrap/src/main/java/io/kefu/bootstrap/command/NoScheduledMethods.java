package io.kefu.bootstrap.command;

import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.scheduling.TaskExceptionHandler;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.scheduling.processor.ScheduledMethodProcessor;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Schedules no {@link Scheduled} method while the process runs a command: they are the periodic work of a node. */
@Singleton
@Requires(property = "kefu.command")
final class NoScheduledMethods implements BeanCreatedEventListener<ScheduledMethodProcessor> {
    private final TaskExceptionHandler<?, ?> exceptions;

    NoScheduledMethods(TaskExceptionHandler<?, ?> exceptions) {
        this.exceptions = exceptions;
    }

    @Override
    public ScheduledMethodProcessor onCreated(BeanCreatedEvent<ScheduledMethodProcessor> event) {
        return new IdleProcessor(event.getSource(), exceptions);
    }

    private static final class IdleProcessor extends ScheduledMethodProcessor {
        IdleProcessor(BeanContext context, TaskExceptionHandler<?, ?> exceptions) {
            super(context, Optional.empty(), exceptions);
        }

        @Override
        public void process(BeanDefinition<?> definition, ExecutableMethod<?, ?> method) {}
    }
}
