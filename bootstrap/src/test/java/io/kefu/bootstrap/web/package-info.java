/** Tests the web pages in a real browser, and the JavaScript client in Node.js. */
@NullMarked
package io.kefu.bootstrap.web;

import org.jspecify.annotations.NullMarked;
