/** Vetoed as a whole: on the classes themselves the annotation would be one more that the rule must catch. */
@Vetoed
package io.kefu.badfixtures.noframeworkannotationinthecore.application.user;

import io.micronaut.core.annotation.Vetoed;
