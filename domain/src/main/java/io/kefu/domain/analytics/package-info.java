/** What the service's figures are, and how they follow from what was counted. */
@NullMarked
package io.kefu.domain.analytics;

import org.jspecify.annotations.NullMarked;
