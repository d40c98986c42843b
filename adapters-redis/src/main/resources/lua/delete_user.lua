-- Deletes a user with all its indexes.
--
-- KEYS[1] hash   the user's record
-- KEYS[2] zset   the addresses of the user's logins
-- KEYS[3] string exists while the id of a deleted user cannot be used again
-- KEYS[4] set    the ids of kefu and admins in lower case
-- KEYS[5] zset   kefu and admins by activity
-- KEYS[6...] zset the other indexes of user ids
-- ARGV[1] string the user's id
-- ARGV[2] int    how long the id cannot be used again, ms
-- returns 1, or 0 if the user does not exist

local record_key, addresses_key, resting_key, staff_ids_key, active_staff_key = unpack(KEYS)
local index_keys = {unpack(KEYS, 6)}
local id, rest = ARGV[1], ARGV[2]

if redis.call('ZREM', active_staff_key, id) == 1 then
  redis.call('SREM', staff_ids_key, string.lower(id))
end
for _, index_key in ipairs(index_keys) do
  redis.call('ZREM', index_key, id)
end
redis.call('DEL', addresses_key)
if redis.call('DEL', record_key) == 0 then return 0 end
redis.call('SET', resting_key, '', 'PX', rest)
return 1
