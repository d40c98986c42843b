package io.kefu.rest.address;

/**
 * Where a call comes from, as limits count it: an IPv4 address, or the /64 network of an IPv6 one, since whoever has
 * one address of such a network usually has them all.
 */
public record ClientAddress(String value) {}
