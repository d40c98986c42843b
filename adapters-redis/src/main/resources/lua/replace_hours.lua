-- Replaces the working hours if they have the expected version.
--
-- KEYS[1] hash   working hours
-- ARGV[1] int    version that is replaced, or '' for any
-- ARGV[2] string hours as JSON
-- ARGV[3] string PUBLISH or SPUBLISH
-- ARGV[4] string channel
-- returns the new version; 0 if the hours have another version

local hours_key = KEYS[1]
local known, hours, publish, channel = unpack(ARGV)

local version = redis.call('HGET', hours_key, 'v') or '0'
if known ~= '' and known ~= version then return 0 end
version = version + 1
redis.call('HSET', hours_key, 'v', string.format('%d', version), 'd', hours)
redis.call(publish, channel, 'changed')
return version
