package io.kefu.bootstrap.wiring;

import io.kefu.application.access.port.RateLimits;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.account.ReadUser;
import io.kefu.application.account.UpdateUser;
import io.kefu.application.health.CheckHealth;
import io.kefu.application.health.port.StoreHealth;
import io.kefu.application.presence.Disconnect;
import io.kefu.application.presence.KeepOnline;
import io.kefu.application.presence.ListOnlineUsers;
import io.kefu.application.presence.ListWorkloads;
import io.kefu.application.presence.RecordCustomerCall;
import io.kefu.application.presence.RecordHeartbeat;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.AssignWaiting;
import io.kefu.application.session.CloseBlockedSession;
import io.kefu.application.session.ReleaseKefu;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.user.CreateUser;
import io.kefu.application.user.ListUsers;
import io.kefu.application.user.port.PasswordHasher;
import io.kefu.application.user.port.UserStore;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Wires users, their presence and the service's own health. */
@Factory
final class UserWiring {

    @Singleton
    CreateUser createUser(UserStore users, PasswordHasher passwords, Secrets secrets, InstantSource clock) {
        return new CreateUser(users, passwords, secrets, clock);
    }

    @Singleton
    ReadUser readUser(UserStore users, Presence presence, InstantSource clock) {
        return new ReadUser(users, presence, clock);
    }

    @Singleton
    UpdateUser updateUser(
            UserStore users,
            PasswordHasher passwords,
            RateLimits limits,
            TokenStore tokens,
            Presence presence,
            ReleaseKefu releaseKefu,
            OverdueSessions overdue,
            CloseBlockedSession closeBlockedSession,
            AssignWaiting assignWaiting,
            InstantSource clock) {
        return new UpdateUser(
                users,
                passwords,
                limits,
                tokens,
                presence,
                releaseKefu,
                overdue,
                closeBlockedSession,
                assignWaiting,
                clock);
    }

    @Singleton
    ListUsers listUsers(UserStore users) {
        return new ListUsers(users);
    }

    @Singleton
    RecordHeartbeat recordHeartbeat(
            UserStore users,
            Presence presence,
            AssignWaiting assignWaiting,
            InstantSource clock,
            PresenceSettings settings) {
        return new RecordHeartbeat(users, presence, assignWaiting, clock, settings.lease());
    }

    @Singleton
    RecordCustomerCall recordCustomerCall(OverdueSessions overdue, InstantSource clock, SessionSettings settings) {
        return new RecordCustomerCall(overdue, clock, settings.callWindow());
    }

    @Singleton
    ListWorkloads listWorkloads(Presence presence, Desk desk, InstantSource clock) {
        return new ListWorkloads(presence, desk, clock);
    }

    @Singleton
    ListOnlineUsers listOnlineUsers(Presence presence, UserStore users, InstantSource clock) {
        return new ListOnlineUsers(presence, users, clock);
    }

    @Singleton
    KeepOnline keepOnline(
            Presence presence, AssignWaiting assignWaiting, InstantSource clock, PresenceSettings settings) {
        return new KeepOnline(presence, assignWaiting, clock, settings.lease());
    }

    @Singleton
    Disconnect disconnect(Presence presence, UserStore users, InstantSource clock) {
        return new Disconnect(presence, users, clock);
    }

    @Singleton
    CheckHealth checkHealth(StoreHealth store) {
        return new CheckHealth(store);
    }
}
