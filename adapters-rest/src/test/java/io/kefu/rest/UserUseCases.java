package io.kefu.rest;

import io.kefu.application.access.IssueToken;
import io.kefu.application.access.RecogniseToken;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.account.EraseUser;
import io.kefu.application.account.Erasure;
import io.kefu.application.account.ExportUser;
import io.kefu.application.account.ReadUser;
import io.kefu.application.account.UpdateUser;
import io.kefu.application.auth.AdmitNewUser;
import io.kefu.application.auth.LogInCustomer;
import io.kefu.application.auth.LogInKefu;
import io.kefu.application.auth.LogOut;
import io.kefu.application.auth.LogOutKefu;
import io.kefu.application.auth.SignUpCustomer;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.presence.ListOnlineUsers;
import io.kefu.application.presence.ListWorkloads;
import io.kefu.application.presence.RecordCustomerCall;
import io.kefu.application.presence.RecordHeartbeat;
import io.kefu.application.presence.testing.InMemoryPresence;
import io.kefu.application.session.AssignWaiting;
import io.kefu.application.session.CloseBlockedSession;
import io.kefu.application.session.DescribeSessions;
import io.kefu.application.session.ReleaseKefu;
import io.kefu.application.session.testing.InMemoryDesk;
import io.kefu.application.session.testing.InMemorySessionStore;
import io.kefu.application.user.CreateUser;
import io.kefu.application.user.ListUsers;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Wires what is done with users and their logins to the stubs. */
@Factory
final class UserUseCases {
    private static final Duration LEASE = Duration.ofSeconds(45);

    @Singleton
    RecogniseToken recogniseToken(Stubs.Tokens tokens) {
        return new RecogniseToken(tokens);
    }

    @Singleton
    IssueToken issueToken(Stubs.Tokens tokens, Secrets secrets, InstantSource clock) {
        return new IssueToken(tokens, secrets, clock, Stubs.LIFETIMES);
    }

    @Singleton
    CreateUser createUser(StubUserStore users, Stubs.Hasher hasher, Secrets secrets, InstantSource clock) {
        return new CreateUser(users, hasher, secrets, clock);
    }

    @Singleton
    AdmitNewUser admitNewUser(Stubs.Identities identities) {
        return new AdmitNewUser(identities);
    }

    @Singleton
    SignUpCustomer signUpCustomer(
            CreateUser createUser,
            StubUserStore users,
            IssueToken issueToken,
            Stubs.Identities identities,
            Stubs.Limits limits) {
        return new SignUpCustomer(createUser, users, identities, limits, issueToken);
    }

    @Singleton
    ReadUser readUser(StubUserStore users, InMemoryPresence leases, InstantSource clock) {
        return new ReadUser(users, leases, clock);
    }

    @Singleton
    UpdateUser updateUser(
            StubUserStore users,
            Stubs.Tokens tokens,
            InMemoryPresence leases,
            InMemoryDesk desk,
            InMemorySessionStore sessions,
            AssignWaiting assignWaiting,
            Stubs.Hasher hasher,
            Stubs.Limits limits,
            InstantSource clock) {
        ReleaseKefu releaseKefu = new ReleaseKefu(desk, desk, sessions, assignWaiting, clock);
        return new UpdateUser(
                users,
                hasher,
                limits,
                tokens,
                leases,
                releaseKefu,
                desk,
                new CloseBlockedSession(desk, desk, sessions, assignWaiting, clock),
                assignWaiting,
                clock);
    }

    @Singleton
    ListUsers listUsers(StubUserStore users) {
        return new ListUsers(users);
    }

    @Singleton
    ListWorkloads listWorkloads(InMemoryPresence leases, InMemoryDesk desk, InstantSource clock) {
        return new ListWorkloads(leases, desk, clock);
    }

    @Singleton
    ListOnlineUsers listOnlineUsers(InMemoryPresence leases, StubUserStore users, InstantSource clock) {
        return new ListOnlineUsers(leases, users, clock);
    }

    @Singleton
    LogInKefu logInKefu(
            StubUserStore users,
            Stubs.Addresses addresses,
            IssueToken issueToken,
            Stubs.Tokens tokens,
            InMemoryPresence leases,
            AssignWaiting assignWaiting,
            Stubs.Hasher hasher,
            Stubs.Limits limits,
            InstantSource clock) {
        return new LogInKefu(users, hasher, limits, addresses, issueToken, tokens, leases, assignWaiting, clock, LEASE);
    }

    @Singleton
    LogInCustomer logInCustomer(
            StubUserStore users,
            IssueToken issueToken,
            Stubs.Identities identities,
            Stubs.Limits limits,
            Stubs.Tokens tokens,
            UpdateUser updateUser,
            InstantSource clock) {
        return new LogInCustomer(identities, users, limits, issueToken, tokens, updateUser, clock);
    }

    @Singleton
    LogOut logOut(
            Stubs.Tokens tokens,
            InMemoryPresence leases,
            InMemoryDesk desk,
            InMemorySessionStore sessions,
            AssignWaiting assignWaiting,
            InstantSource clock) {
        return new LogOut(tokens, leases, new ReleaseKefu(desk, desk, sessions, assignWaiting, clock), clock);
    }

    @Singleton
    LogOutKefu logOutKefu(
            Stubs.Tokens tokens,
            InMemoryPresence leases,
            InMemoryDesk desk,
            InMemorySessionStore sessions,
            AssignWaiting assignWaiting,
            InstantSource clock) {
        return new LogOutKefu(tokens, leases, new ReleaseKefu(desk, desk, sessions, assignWaiting, clock), clock);
    }

    @Singleton
    RecordHeartbeat recordHeartbeat(
            StubUserStore users, InMemoryPresence leases, AssignWaiting assignWaiting, InstantSource clock) {
        return new RecordHeartbeat(users, leases, assignWaiting, clock, LEASE);
    }

    @Singleton
    ExportUser exportUser(
            StubUserStore users,
            InMemorySessionStore sessions,
            StubMessageLog log,
            InMemoryFileRecords files,
            DescribeSessions describe) {
        return new ExportUser(users, sessions, log, files, describe);
    }

    @Singleton
    EraseUser eraseUser(
            StubUserStore users,
            Stubs.Tokens tokens,
            InMemoryPresence leases,
            InMemoryDesk desk,
            InMemorySessionStore sessions,
            AssignWaiting assignWaiting,
            InstantSource clock) {
        ReleaseKefu releaseKefu = new ReleaseKefu(desk, desk, sessions, assignWaiting, clock);
        CloseBlockedSession closeBlocked = new CloseBlockedSession(desk, desk, sessions, assignWaiting, clock);
        return new EraseUser(
                users,
                new Erasure(users, tokens, leases, desk, closeBlocked, releaseKefu, List.of(), task -> {}, clock));
    }

    @Singleton
    RecordCustomerCall recordCustomerCall(InMemoryDesk desk, InstantSource clock) {
        return new RecordCustomerCall(desk, clock, Duration.ofMinutes(1));
    }
}
