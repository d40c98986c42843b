package io.kefu.rest.user;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.account.ReadUser;
import io.kefu.application.account.UpdateUser;
import io.kefu.application.auth.AdmitNewUser;
import io.kefu.application.auth.SignUpCustomer;
import io.kefu.application.page.Page;
import io.kefu.application.presence.ListOnlineUsers;
import io.kefu.application.presence.ListWorkloads;
import io.kefu.application.user.CreateUser;
import io.kefu.application.user.ListUsers;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.rest.address.ClientAddress;
import io.kefu.rest.docs.NeedsLogin;
import io.kefu.rest.json.ValueMapper;
import io.kefu.rest.json.Words;
import io.kefu.rest.page.PageQuery;
import io.kefu.rest.path.PathIds;
import io.kefu.rest.security.RequiresOperation;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.validation.validator.Validator;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creates, shows, changes and lists users. */
@Controller("/api/users")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "users")
class UserController {
    private final CreateUser createUser;
    private final AdmitNewUser admitNewUser;
    private final SignUpCustomer signUpCustomer;
    private final ReadUser readUser;
    private final UpdateUser updateUser;
    private final ListUsers listUsers;
    private final ListOnlineUsers listOnlineUsers;
    private final ListWorkloads listWorkloads;
    private final UserMapper mapper;
    private final ValueMapper values;
    private final Validator validator;

    UserController(
            CreateUser createUser,
            AdmitNewUser admitNewUser,
            SignUpCustomer signUpCustomer,
            ReadUser readUser,
            UpdateUser updateUser,
            ListUsers listUsers,
            ListOnlineUsers listOnlineUsers,
            ListWorkloads listWorkloads,
            UserMapper mapper,
            ValueMapper values,
            Validator validator) {
        this.createUser = createUser;
        this.admitNewUser = admitNewUser;
        this.signUpCustomer = signUpCustomer;
        this.readUser = readUser;
        this.updateUser = updateUser;
        this.listUsers = listUsers;
        this.listOnlineUsers = listOnlineUsers;
        this.listWorkloads = listWorkloads;
        this.mapper = mapper;
        this.values = values;
        this.validator = validator;
    }

    /**
     * 创建用户 / Creates a user. A call without a login creates a customer and logs them in. For anyone; only an admin may create a
     * kefu or admin.
     *
     * @param request the user to create
     * @return the user, with a token if the call was made without one
     */
    @Post
    @Status(HttpStatus.CREATED)
    @RequiresOperation(Operation.CREATE_USER)
    @NeedsLogin.WithBody
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    CreatedUserResponse createUser(
            @Parameter(hidden = true) @Nullable Principal caller,
            @Parameter(hidden = true) ClientAddress address,
            @Body CreateUserRequest request) {
        admitNewUser.admit(caller, request.role());
        requireValid(request);
        CreateUser.Command command = request.command(values.metadata(request.metadata()));
        if (caller == null) {
            SignUpCustomer.SignedUp signedUp = signUpCustomer.signUp(command, address.value());
            return mapper.created(signedUp.user(), signedUp.issued());
        }
        return mapper.created(createUser.create(caller, command));
    }

    /**
     * Validates the request. The annotation {@code @Valid} would do so before the access check, which depends on the
     * content of the request.
     */
    private void requireValid(CreateUserRequest request) {
        Set<ConstraintViolation<CreateUserRequest>> broken = validator.validate(request);
        if (!broken.isEmpty()) {
            throw new ConstraintViolationException(broken);
        }
    }

    /**
     * 获取用户信息 / Shows a user; of a colleague, a kefu sees user_id, username, user_type and status. For customer (themselves),
     * kefu and admin.
     *
     * @param userId the user
     * @return the user
     */
    @Get("/{user_id:" + PathIds.SEGMENT + "}")
    @RequiresOperation(Operation.READ_USER)
    @NeedsLogin
    @ApiResponse(
            responseCode = "200",
            description = "用户，或同事的名片 / The user, or what a kefu sees of a colleague",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(anyOf = {UserResponse.class, UserCardResponse.class}),
                            examples = {
                                @ExampleObject(name = "user", value = UserResponse.EXAMPLE),
                                @ExampleObject(name = "colleague", value = UserCardResponse.EXAMPLE)
                            }))
    @ApiResponse(responseCode = "404", ref = "#/components/responses/UserNotFound")
    Object readUser(@Parameter(hidden = true) Principal caller, @PathVariable("user_id") String userId) {
        return mapper.visible(readUser.read(caller, PathIds.user(userId)));
    }

    /**
     * 更新用户信息 / Changes a user; fields that are left out keep their values. For customer (themselves), kefu (themselves and customers) and
     * admin.
     *
     * @param userId the user
     * @param request the fields to change
     * @return the changed user
     */
    @Put("/{user_id:" + PathIds.SEGMENT + "}")
    @RequiresOperation(Operation.UPDATE_USER)
    @NeedsLogin.WithBody
    @ApiResponse(responseCode = "404", ref = "#/components/responses/UserNotFound")
    UserResponse updateUser(
            @Parameter(hidden = true) Principal caller,
            @PathVariable("user_id") String userId,
            @Body @Valid UpdateUserRequest request) {
        UpdateUser.Command command = request.command(values.metadata(request.metadata()));
        return mapper.response(updateUser.update(caller, PathIds.user(userId), command));
    }

    /**
     * 获取用户列表 / Lists users, newest first; kefu and admins also have a status. For kefu and admin.
     *
     * @param userType only users of this type
     * @param page the page of the list
     * @return a page of users
     */
    @Get
    @RequiresOperation(Operation.LIST_USERS)
    @NeedsLogin
    UserListResponse listUsers(
            @Parameter(hidden = true) Principal caller,
            @QueryValue("user_type")
                    @Parameter(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"customer", "kefu", "admin"}))
                    @Nullable
                    String userType,
            @Valid @RequestBean PageQuery page) {
        @Nullable Role role = Words.readIfGiven("user_type", userType, Role::ofWord);
        Page<User> users = listUsers.list(caller, role, page.request());
        return mapper.list(users, listWorkloads.list(caller, users.items()), page);
    }

    /**
     * 获取在线用户 / Lists the online users, those who came online last first. For kefu and admin.
     *
     * @param page the page of the list
     * @return a page of users
     */
    @Get("/online")
    @RequiresOperation(Operation.LIST_ONLINE_USERS)
    @NeedsLogin
    OnlineUsersResponse listOnlineUsers(
            @Parameter(hidden = true) Principal caller, @Valid @RequestBean PageQuery page) {
        return mapper.onlineList(listOnlineUsers.list(caller, page.request()), page);
    }
}
