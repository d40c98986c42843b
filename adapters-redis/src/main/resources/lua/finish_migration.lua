-- Records that the data have reached a version, and releases the lock of the migration.
--
-- KEYS[1] string version of the data's format
-- KEYS[2] string holder of the lock
-- ARGV[1] string node that has run the migration
-- ARGV[2] int    version that the data have now
-- returns the version of the data

local format_key, lock_key = unpack(KEYS)
local holder, version = unpack(ARGV)

local stored = tonumber(redis.call('GET', format_key)) or 1
if stored < tonumber(version) then
  redis.call('SET', format_key, version)
  stored = tonumber(version)
end
if redis.call('GET', lock_key) == holder then redis.call('DEL', lock_key) end
return stored
