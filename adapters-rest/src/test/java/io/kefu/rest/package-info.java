@NullMarked
package io.kefu.rest;

import org.jspecify.annotations.NullMarked;
