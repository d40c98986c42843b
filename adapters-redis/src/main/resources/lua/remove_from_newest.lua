-- Removes a conversation's messages from a list of newest messages.
--
-- KEYS[1] zset   the list
-- ARGV[1] string the conversation's key, with which the members begin
-- returns the number of removed members

local list_key = KEYS[1]
local conversation = ARGV[1]

local removed = 0
for _, member in ipairs(redis.call('ZRANGE', list_key, 0, -1)) do
  if member:sub(1, #conversation) == conversation then
    removed = removed + redis.call('ZREM', list_key, member)
  end
end
return removed
