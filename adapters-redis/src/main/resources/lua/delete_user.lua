-- Deletes a user with all its indexes.
--
-- KEYS 1  hash         the user's record
--      2  sorted set   the addresses of the user's logins
--      3  string       exists while the id of a deleted user cannot be used again
--      4  set          the ids of kefu and admins in lower case
--      5  sorted set   kefu and admins by activity
--      6… sorted sets  the other indexes of user ids
-- ARGV 1  string       the user's id
--      2  integer      how long the id cannot be used again, in milliseconds
-- Returns integer      1, or 0 if the user does not exist
local record, known_addresses, resting, staff_ids, staff_by_activity = unpack(KEYS, 1, 5)
local id, rest = ARGV[1], ARGV[2]

if redis.call('ZREM', staff_by_activity, id) == 1 then
  redis.call('SREM', staff_ids, string.lower(id))
end
for i = 6, #KEYS do
  redis.call('ZREM', KEYS[i], id)
end
redis.call('DEL', known_addresses)
if redis.call('DEL', record) == 0 then
  return 0
end
redis.call('SET', resting, '', 'PX', rest)
return 1
