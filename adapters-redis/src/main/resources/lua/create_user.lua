-- Adds a user with all its indexes, or nothing.
--
-- KEYS 1  hash        the user's record
--      2  sorted set  all users by creation
--      3  sorted set  the users of this role by creation
--      4  sorted set  all users by activity
--      5  sorted set  kefu and admins by activity
--      6  string      that the id rests
--      7  set         the ids of kefu and admins in lower case
-- ARGV 1  string      the user's id
--      2  integer     creation time in milliseconds
--      3  integer     time last seen in milliseconds
--      4  integer     1 for a kefu or admin, else 0
--      5… pairs       the record's fields and values; an empty value stands for no field
-- Returns integer     1, or 0 if the id is taken, rests, or differs only by case from the id of a kefu or admin

local folded_id = string.lower(ARGV[1])
if redis.call('EXISTS', KEYS[1], KEYS[6]) > 0 or redis.call('SISMEMBER', KEYS[7], folded_id) == 1 then
  return 0
end

for i = 5, #ARGV, 2 do
  if ARGV[i + 1] ~= '' then
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
  end
end
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
redis.call('ZADD', KEYS[3], ARGV[2], ARGV[1])
redis.call('ZADD', KEYS[4], ARGV[3], ARGV[1])
if ARGV[4] == '1' then
  redis.call('ZADD', KEYS[5], ARGV[3], ARGV[1])
  redis.call('SADD', KEYS[7], folded_id)
end
return 1
