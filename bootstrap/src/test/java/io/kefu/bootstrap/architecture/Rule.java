package io.kefu.bootstrap.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;

/**
 * The rules of the architecture, each with a fixture that breaks it.
 *
 * <p>A rule is a function of where the modules are, so that the very rule which production code keeps can be shown to
 * catch the fixture of the same name: {@code LETTUCE_ONLY_IN_REDIS} must catch every class named {@code Bad…} below
 * {@code io.kefu.badfixtures.lettuceonlyinredis} and none named {@code Good…}.
 */
enum Rule {
    EVERY_CLASS_HAS_A_MODULE,
    DOMAIN_STANDS_ALONE,
    APPLICATION_STANDS_ON_DOMAIN,
    ADAPTERS_IGNORE_EACH_OTHER,
    ADAPTERS_KNOCK_AT_THE_DOOR,
    ONLY_BOOTSTRAP_SEES_ALL,
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
    TIME_AND_CHANCE_COME_THROUGH_PORTS,
    NO_SETTINGS_OR_THREADS_IN_THE_CORE,
    HANDLERS_SPEAK_THE_WIRE,
    WIRE_RECORDS_STAND_ALONE,
    FEATURES_HAVE_NO_CYCLES,
    PACKAGES_HAVE_NO_CYCLES,
    EVERY_PORT_IS_IMPLEMENTED;

    static final String FIXTURES = "io.kefu.badfixtures";

    ArchRule over(Modules modules) {
        return switch (this) {
            case EVERY_CLASS_HAS_A_MODULE -> ModuleRules.everyClassHasAModule(modules);
            case DOMAIN_STANDS_ALONE -> ModuleRules.domainStandsAlone(modules);
            case APPLICATION_STANDS_ON_DOMAIN -> ModuleRules.applicationStandsOnDomain(modules);
            case ADAPTERS_IGNORE_EACH_OTHER -> ModuleRules.adaptersIgnoreEachOther(modules);
            case ADAPTERS_KNOCK_AT_THE_DOOR -> UseCaseRules.adaptersKnockAtTheDoor(modules);
            case ONLY_BOOTSTRAP_SEES_ALL -> ModuleRules.onlyBootstrapSeesAll(modules);
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
            case TIME_AND_CHANCE_COME_THROUGH_PORTS -> TimeAndChanceRule.timeAndChanceComeThroughPorts(modules);
            case HANDLERS_SPEAK_THE_WIRE -> WireRules.handlersSpeakTheWire(modules);
            case WIRE_RECORDS_STAND_ALONE -> WireRules.wireRecordsStandAlone(modules);
            case FEATURES_HAVE_NO_CYCLES -> FeatureRules.featuresHaveNoCycles(modules);
            case PACKAGES_HAVE_NO_CYCLES -> FeatureRules.packagesHaveNoCycles(modules);
            case EVERY_PORT_IS_IMPLEMENTED -> FeatureRules.everyPortIsImplemented(modules);
        };
    }

    Modules fixture() {
        return new Modules(FIXTURES + "." + name().toLowerCase(Locale.ROOT).replace("_", ""));
    }
}
