package io.kefu.bootstrap.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;

/**
 * The rules of the architecture, each with a fixture that breaks it.
 *
 * <p>A rule takes the base package of the modules as a parameter. So the same rule is applied to production code and to a fixture:
 * {@code LETTUCE_ONLY_IN_REDIS} must catch every class named {@code Bad…} below {@code io.kefu.badfixtures.lettuceonlyinredis}
 * and no class named {@code Good…}.
 */
enum Rule {
    EVERY_CLASS_HAS_A_MODULE,
    DOMAIN_IS_PLAIN_JAVA,
    APPLICATION_DEPENDS_ON_DOMAIN_ONLY,
    ADAPTERS_ARE_INDEPENDENT,
    ADAPTERS_RECEIVE_USE_CASES,
    NOTHING_DEPENDS_ON_BOOTSTRAP,
    LETTUCE_ONLY_IN_REDIS,
    HTTP_ANNOTATIONS_ONLY_IN_REST,
    SOCKETS_ONLY_IN_WEBSOCKET,
    NETTY_ONLY_AT_SOCKETS_AND_BODIES,
    FILES_ONLY_IN_FILESTORE,
    NO_FRAMEWORK_ANNOTATION_IN_THE_CORE,
    NO_FIELD_INJECTION,
    USE_CASES_DO_ONE_THING,
    USE_CASES_CHECK_THEIR_CALLER,
    PUBLIC_USE_CASES_ARE_CALLED,
    INBOUND_ADAPTERS_CALL_USE_CASES,
    TIME_AND_RANDOMNESS_COME_THROUGH_PORTS,
    NO_SETTINGS_OR_THREADS_IN_THE_CORE,
    HANDLERS_USE_WIRE_TYPES,
    WIRE_RECORDS_HOLD_NO_CORE_TYPES,
    FEATURES_HAVE_NO_CYCLES,
    PACKAGES_HAVE_NO_CYCLES,
    SOCKET_PACKAGES_DEPEND_ONE_WAY,
    EVERY_PORT_IS_IMPLEMENTED;

    static final String FIXTURES = "io.kefu.badfixtures";

    ArchRule over(Modules modules) {
        return switch (this) {
            case EVERY_CLASS_HAS_A_MODULE -> ModuleRules.everyClassHasAModule(modules);
            case DOMAIN_IS_PLAIN_JAVA -> ModuleRules.domainIsPlainJava(modules);
            case APPLICATION_DEPENDS_ON_DOMAIN_ONLY -> ModuleRules.applicationDependsOnDomainOnly(modules);
            case ADAPTERS_ARE_INDEPENDENT -> ModuleRules.adaptersAreIndependent(modules);
            case ADAPTERS_RECEIVE_USE_CASES -> UseCaseRules.adaptersReceiveUseCases(modules);
            case NOTHING_DEPENDS_ON_BOOTSTRAP -> ModuleRules.nothingDependsOnBootstrap(modules);
            case LETTUCE_ONLY_IN_REDIS -> LibraryRules.lettuceOnlyInRedis(modules);
            case HTTP_ANNOTATIONS_ONLY_IN_REST -> LibraryRules.httpAnnotationsOnlyInRest(modules);
            case SOCKETS_ONLY_IN_WEBSOCKET -> LibraryRules.socketsOnlyInWebsocket(modules);
            case NETTY_ONLY_AT_SOCKETS_AND_BODIES -> LibraryRules.nettyOnlyAtSocketsAndBodies(modules);
            case FILES_ONLY_IN_FILESTORE -> LibraryRules.filesOnlyInFilestore(modules);
            case NO_FRAMEWORK_ANNOTATION_IN_THE_CORE -> LibraryRules.noFrameworkAnnotationInTheCore(modules);
            case NO_FIELD_INJECTION -> LibraryRules.noFieldInjection(modules);
            case USE_CASES_DO_ONE_THING -> UseCaseRules.useCasesDoOneThing(modules);
            case USE_CASES_CHECK_THEIR_CALLER -> PermissionRule.useCasesCheckTheirCaller(modules);
            case PUBLIC_USE_CASES_ARE_CALLED -> UseCaseRules.publicUseCasesAreCalled(modules);
            case INBOUND_ADAPTERS_CALL_USE_CASES -> InboundRule.inboundAdaptersCallUseCases(modules);
            case NO_SETTINGS_OR_THREADS_IN_THE_CORE -> CoreRules.noSettingsOrThreadsInTheCore(modules);
            case TIME_AND_RANDOMNESS_COME_THROUGH_PORTS ->
                TimeAndRandomnessRule.timeAndRandomnessComeThroughPorts(modules);
            case HANDLERS_USE_WIRE_TYPES -> WireRules.handlersUseWireTypes(modules);
            case WIRE_RECORDS_HOLD_NO_CORE_TYPES -> WireRules.wireRecordsHoldNoCoreTypes(modules);
            case FEATURES_HAVE_NO_CYCLES -> FeatureRules.featuresHaveNoCycles(modules);
            case PACKAGES_HAVE_NO_CYCLES -> FeatureRules.packagesHaveNoCycles(modules);
            case SOCKET_PACKAGES_DEPEND_ONE_WAY -> FeatureRules.socketPackagesDependOneWay(modules);
            case EVERY_PORT_IS_IMPLEMENTED -> FeatureRules.everyPortIsImplemented(modules);
        };
    }

    Modules fixture() {
        return new Modules(FIXTURES + "." + name().toLowerCase(Locale.ROOT).replace("_", ""));
    }
}
