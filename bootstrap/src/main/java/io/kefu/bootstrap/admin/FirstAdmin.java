package io.kefu.bootstrap.admin;

import io.kefu.application.access.Passwords;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.health.port.StoreReplacement;
import io.kefu.application.user.port.PasswordHasher;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.user.Profile;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the first admin, who can create all other users. It runs at the start and whenever the data of the store was replaced.
 * Does nothing if the admin exists.
 */
@Singleton
@Requires(missingProperty = "kefu.command")
final class FirstAdmin implements ApplicationEventListener<StartupEvent>, StoreReplacement {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);
    private static final int PASSWORD_LENGTH = 24;
    private static final String FILE = "admin-password";

    private final UserStore users;
    private final PasswordHasher passwords;
    private final Secrets secrets;
    private final InstantSource clock;
    private final AdminSettings settings;
    private final Path dataFolder;
    private @Nullable Credential credential;

    FirstAdmin(
            UserStore users,
            PasswordHasher passwords,
            Secrets secrets,
            InstantSource clock,
            AdminSettings settings,
            @Value("${kefu.data-dir:data}") Path dataFolder) {
        this.users = users;
        this.passwords = passwords;
        this.secrets = secrets;
        this.clock = clock;
        this.settings = settings;
        this.dataFolder = dataFolder;
    }

    /** Hashes the password while other beans are created, because this takes long. */
    @PostConstruct
    void prepare() {
        if (users.find(id()).isEmpty()) {
            var unused = credential();
        }
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        begin();
    }

    @Override
    public void begin() {
        UserId id = id();
        if (users.find(id).isPresent()) {
            return;
        }
        User admin = User.created(id, Role.ADMIN, Profile.of(id), User.Service.initial(Role.ADMIN), clock.instant());
        boolean created = users.create(admin, Optional.of(credential().hash().join()));
        if (!created && users.isReserved(id) && users.find(id).isEmpty()) {
            throw DomainException.invalid("kefu.admin.id", Reason.RESERVED);
        }
        if (created && settings.password() == null) {
            LOG.info(
                    "Created the admin '{}'; the password is in {}",
                    id,
                    writePassword(credential().password()));
        }
    }

    private record Credential(String password, CompletableFuture<String> hash) {}

    private synchronized Credential credential() {
        if (credential == null) {
            @Nullable String configured = settings.password();
            String password = configured == null
                    ? secrets.text(PASSWORD_LENGTH)
                    : Passwords.requireChoosable("kefu.admin.password", configured);
            credential = new Credential(password, CompletableFuture.supplyAsync(() -> passwords.hash(password)));
        }
        return credential;
    }

    private UserId id() {
        return UserId.of("kefu.admin.id", settings.id());
    }

    private Path writePassword(String password) {
        try {
            Path file = Files.createDirectories(dataFolder)
                    .resolve(FILE)
                    .toAbsolutePath()
                    .normalize();
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, password + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
