package io.kefu.rest.address;

/**
 * The address that a request comes from, as limits count it: an IPv4 address, or the /64 network of an IPv6 address, because a
 * client usually has all addresses of such a network.
 */
public record ClientAddress(String value) {}
